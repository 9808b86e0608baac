import { Notice } from "@/components/ui/notice";
import { ButtonLink } from "@/components/ui/button";
import { elapsedTime } from "@/components/ui/time";
import type { AccessRequest } from "@/lib/access/model";

import { Words } from "./request-path";
import { outcomeOf } from "./request-outcome";
import { timelineOf } from "./request-timeline";
import { stepWord } from "./words";

type Props = { request: AccessRequest; now: Date };

/** What is true now: who is waited for, what was asked back, or how it ended. */
export function RequestState({ request, now }: Props) {
  switch (request.status) {
    case "requested":
      return <Waiting request={request} now={now} />;
    case "needsInformation":
      return <AskedBack request={request} />;
    case "approved":
      return <Approved request={request} />;
    case "rejected":
    case "cancelled":
    case "lapsed":
      return <Ended request={request} />;
  }
}

function Waiting({ request: { waitingFor, permissions }, now }: Props) {
  if (waitingFor === null || permissions.decide.allowed) return null;
  const since = elapsedTime(waitingFor.since, now);
  return (
    <Notice title={`${stepWord(waitingFor)} has been asked for ${since}`} className="mb-6">
      {waitingFor.isEscalated && "Nobody had answered, so more people were asked as well. "}
      {permissions.decide.because}
    </Notice>
  );
}

function AskedBack({ request: { entries, requester, permissions } }: { request: AccessRequest }) {
  const question = entries.findLast(({ kind }) => kind === "asked");
  const who = permissions.answer.allowed ? "You are" : `${requester.name} is`;
  return (
    <Notice
      tone="risk"
      title={`${question?.by.name ?? "Somebody"} asked back. ${who} to answer.`}
      className="mb-6"
    >
      {question?.note && <Words>{question.note}</Words>}
    </Notice>
  );
}

function Approved({ request }: { request: AccessRequest }) {
  return (
    <Notice
      tone="met"
      title={outcomeOf(request)}
      action={
        <ButtonLink size="sm" href={`/access/${encodeURIComponent(request.accessId)}`}>
          See the access
        </ButtonLink>
      }
      className="mb-6"
    >
      {lastNote(request)}
    </Notice>
  );
}

function Ended({ request }: { request: AccessRequest }) {
  const tone = request.status === "rejected" ? "breach" : "info";
  return (
    <Notice tone={tone} title={outcomeOf(request)} className="mb-6">
      {lastNote(request)}
    </Notice>
  );
}

const lastNote = (request: AccessRequest) => {
  const last = timelineOf(request).at(-1);
  const note = last?.note ?? request.automaticBecause;
  return note ? <Words>{note}</Words> : null;
};
