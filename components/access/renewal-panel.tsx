"use client";

import dynamic from "next/dynamic";
import { useState } from "react";

import type { AccessRequest } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { usePanel } from "./panel-address";
import type { Renewable } from "./renewal-sheet";

const RenewalSheet = dynamic(() => import("./renewal-sheet").then((module) => module.RenewalSheet), {
  ssr: false,
});

type Props = {
  /** What the page shows and may be renewed. */
  agreements: readonly Renewable[];
  renew: Action<AccessRequest>;
};

/** Shows the renewal of an agreement while the address has `renew` with its id. */
export function RenewalPanel({ agreements, renew }: Props) {
  const { value, round, isOpen, close } = usePanel("renew");
  // Once it is renewed it is no more among what can be: the answer is to stay.
  const [kept, setKept] = useState<Renewable | null>(null);
  const found = agreements.find(({ id }) => id === value);
  if (found && found !== kept) setKept(found);
  if (kept?.id !== value) return null;
  return <RenewalSheet key={round} agreement={kept} renew={renew} open={isOpen} onClose={close} />;
}
