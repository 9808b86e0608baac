"use client";

import dynamic from "next/dynamic";
import { useState } from "react";

import type { AccessRequest } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { closePanel, usePanel } from "./panel-address";

const AskSheet = dynamic(() => import("./ask-sheet").then((module) => module.AskSheet), { ssr: false });

type Props = { product: { id: string; name: string }; send: Action<AccessRequest> };

/** Shows the request panel while the address has `ask`; it is loaded with its first opening. */
export function AskPanel({ product, send }: Props) {
  const asked = usePanel("ask");
  const [portId, setPortId] = useState<string | null>(null);
  if (asked !== null && asked !== portId) setPortId(asked);
  if (portId === null) return null;
  return (
    <AskSheet
      // Another port is another question.
      key={portId}
      product={product}
      portId={portId}
      send={send}
      open={asked !== null}
      onClose={() => closePanel("ask")}
    />
  );
}
