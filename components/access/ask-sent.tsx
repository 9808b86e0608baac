"use client";

import { useEffect, useRef } from "react";

import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { AccessRequest } from "@/lib/access/model";

import { PlanSteps } from "./plan-steps";
import { requestHref } from "./request-words";
import { agreementHref } from "./standing";
import { durationWord, stepWord } from "./words";

type Props = { request: AccessRequest };

/** What became of what was sent. The focus comes here: it is the answer. */
export function AskSent({ request }: Props) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  return (
    <div ref={top} tabIndex={-1} className="space-y-5 outline-none">
      {request.status === "approved" ? <Granted request={request} /> : <OnItsWay request={request} />}
    </div>
  );
}

function Granted({ request: { accessId, automaticBecause, kind, target } }: Props) {
  const connect = `/products/${encodeURIComponent(target.productId)}#connect`;
  return (
    <>
      <Notice
        tone="met"
        role="status"
        title={kind === "renewal" ? "Renewed." : `You have access to ${target.portName}.`}
      >
        {automaticBecause}
      </Notice>
      <div className="flex flex-wrap gap-2">
        {kind === "new" && (
          <ButtonLink href={connect} variant="primary">
            How to connect
          </ButtonLink>
        )}
        <ButtonLink href={agreementHref(accessId)}>See the agreement</ButtonLink>
      </div>
    </>
  );
}

function OnItsWay({ request }: Props) {
  const { waitingFor } = request;
  return (
    <>
      <Notice
        tone="info"
        role="status"
        title={waitingFor ? `Requested. ${stepWord(waitingFor)} has been asked.` : "Requested."}
      >
        You are told as soon as there is an answer. After 3 days without one the next team up is asked as
        well.
      </Notice>
      <PlanSteps
        steps={request.steps}
        automaticBecause={null}
        outcome={`For ${durationWord(request.durationDays)}.`}
      />
      <ButtonLink href={requestHref(request.id)} variant="primary">
        Follow the request
      </ButtonLink>
    </>
  );
}
