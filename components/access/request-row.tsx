import { ChevronsUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

import { ClassificationBadge, PersonalDataBadge } from "@/components/catalog/classification-badge";
import { Badge } from "@/components/ui/badge";
import { Dotted } from "@/components/ui/dotted";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { elapsedTime, exactTime } from "@/components/ui/time";
import type { RequestSummary } from "@/lib/access/model";

import { RequestStatusMark } from "./request-status";
import { RequestSteps } from "./request-steps";
import { forWhom, REQUEST_STATUS_WORDS, requestHref } from "./request-words";
import { dayWord, durationWord, stepWord } from "./words";

type Props = { request: RequestSummary; now: Date };

/** A request that waits for the reader: who asks for what and why, and for how long it has waited. */
export function WaitingRow({ request, now }: Props) {
  const { waitingFor, requestedAt, standsInFor } = request;
  const since = waitingFor?.since ?? requestedAt;
  return (
    <Frame
      request={request}
      mark={<Waiting since={since} isEscalated={waitingFor?.isEscalated ?? false} now={now} />}
    >
      <Who request={request} />
      <Facts request={request}>
        {waitingFor && `to be decided by ${stepWord(waitingFor)}`}
        {standsInFor && (
          <span className="text-risk">
            for {standsInFor.person.name}, who is away until {dayWord(standsInFor.until, now)}
          </span>
        )}
      </Facts>
    </Frame>
  );
}

/** A request that the reader has made, with its way. */
export function OwnRow({ request, now }: Props) {
  const { status, waitingFor, requestedAt, decidedAt, durationDays } = request;
  return (
    <Frame request={request} mark={<RequestStatusMark status={status} className="text-sm" />}>
      <div className="mt-1.5">
        <RequestSteps request={request} />
      </div>
      <Dotted className="mt-1">
        {forWhom(request.consumer, request.requester)}
        {durationWord(durationDays)}
        <span>
          asked <RelativeTime at={requestedAt} now={now} />
        </span>
        {waitingFor && `with ${stepWord(waitingFor)} for ${elapsedTime(waitingFor.since, now)}`}
        {decidedAt && (
          <span>
            {endWords(request)} <RelativeTime at={decidedAt} now={now} />
          </span>
        )}
        {status === "needsInformation" && <span className="text-risk">your answer is waited for</span>}
      </Dotted>
    </Frame>
  );
}

/** A request of anybody, with what became of it. */
export function AnyRow({ request, now }: Props) {
  const { waitingFor, decidedAt, requestedAt } = request;
  return (
    <Frame request={request} mark={<RequestStatusMark status={request.status} className="text-sm" />}>
      <Who request={request} />
      <Facts request={request}>
        {decidedAt ? (
          <span>
            {endWords(request)} <RelativeTime at={decidedAt} now={now} />
          </span>
        ) : (
          <span>
            asked <RelativeTime at={requestedAt} now={now} />
          </span>
        )}
        {waitingFor && `with ${stepWord(waitingFor)} for ${elapsedTime(waitingFor.since, now)}`}
      </Facts>
    </Frame>
  );
}

/** “approved by Rosa Delgado”, “approved automatically”, “withdrawn”. */
function endWords({ status, path }: RequestSummary): string {
  const word = REQUEST_STATUS_WORDS[status].toLowerCase();
  if (status !== "approved" && status !== "rejected") return word;
  const decider = path.findLast(({ decidedBy }) => decidedBy !== null)?.decidedBy;
  return decider ? `${word} by ${decider.name}` : `${word} automatically`;
}

type FrameProps = { request: RequestSummary; mark: ReactNode; children: ReactNode };

function Frame({ request: { id, kind, target }, mark, children }: FrameProps) {
  return (
    <div className="min-w-0 flex-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="flex min-w-0 items-center gap-2">
          <Link
            data-row
            href={requestHref(id)}
            prefetch={false}
            className="min-w-0 truncate rounded-sm font-semibold after:absolute after:inset-0"
          >
            {target.productName}
            <span className="font-normal text-soft"> › {target.portName}</span>
          </Link>
          {kind === "renewal" && <Badge tone="outline">renewal</Badge>}
        </p>
        {mark}
      </div>
      {children}
    </div>
  );
}

type WaitingProps = { since: string; isEscalated: boolean; now: Date };

function Waiting({ since, isEscalated, now }: WaitingProps) {
  return (
    <span className="flex items-center gap-3 text-sm">
      {isEscalated && (
        <Status tone="risk" icon={ChevronsUp}>
          Escalated
        </Status>
      )}
      <time dateTime={since} title={exactTime(since)} className="text-soft">
        waiting {elapsedTime(since, now)}
      </time>
    </span>
  );
}

function Who({ request: { requester, consumer, purpose } }: { request: RequestSummary }) {
  return (
    <p className="mt-0.5 line-clamp-1 text-soft">
      <span className="text-ink">
        {requester.name} {forWhom(consumer, requester)}:
      </span>{" "}
      {purpose}
    </p>
  );
}

type FactsProps = { request: RequestSummary; children: ReactNode };

function Facts({ request: { classification, personalData, durationDays }, children }: FactsProps) {
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
      {classification ? (
        <ClassificationBadge classification={classification} />
      ) : (
        <Badge tone="outline">not classified</Badge>
      )}
      {personalData && <PersonalDataBadge />}
      <Dotted>
        {durationWord(durationDays)}
        {children}
      </Dotted>
    </div>
  );
}
