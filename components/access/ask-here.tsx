"use client";

import { useState } from "react";

import type { AccessOffer, AccessRequest, Consumer, PortOffer } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { AskForm } from "./ask-form";
import { AskSent } from "./ask-sent";

type Props = { offer: AccessOffer; port: PortOffer; me: Consumer; send: Action<AccessRequest> };

/** The form of the request panel within a page, and what became of what was sent. */
export function AskHere(props: Props) {
  const [sent, setSent] = useState<AccessRequest | null>(null);
  return sent ? <AskSent request={sent} /> : <AskForm {...props} onSent={setSent} />;
}
