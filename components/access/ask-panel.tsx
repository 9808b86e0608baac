"use client";

import dynamic from "next/dynamic";

import type { AccessRequest } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { usePanel } from "./panel-address";

const AskSheet = dynamic(() => import("./ask-sheet").then((module) => module.AskSheet), { ssr: false });

type Props = { product: { id: string; name: string }; send: Action<AccessRequest> };

/** Shows the request panel while the address has `ask`; it is loaded with its first opening. */
export function AskPanel({ product, send }: Props) {
  const { value, round, isOpen, close } = usePanel("ask");
  if (value === null) return null;
  return <AskSheet key={round} product={product} portId={value} send={send} open={isOpen} onClose={close} />;
}
