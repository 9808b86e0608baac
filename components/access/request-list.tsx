import { Archive, Inbox, ListFilter, type LucideIcon, Send } from "lucide-react";
import type { ReactNode } from "react";

import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { RequestSummary } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { toRequestsHref, type View, wholeView } from "./request-address";
import type { BulkOutcome } from "./request-bulk";
import { RequestInbox } from "./request-inbox";
import { AnyRow, OwnRow, WaitingRow } from "./request-row";
import { durationWord } from "./words";

type Props = {
  view: View;
  requests: readonly RequestSummary[];
  now: Date;
  approve: Action<BulkOutcome>;
  empty: ReactNode;
};

/** The requests of one view, each told as that view needs it. */
export function RequestList({ view, requests, now, approve, empty }: Props) {
  if (view === "waiting") {
    const rows = requests.map((request) => toInboxRow(request, now));
    return <RequestInbox label="Requests that wait for you" rows={rows} approve={approve} empty={empty} />;
  }
  if (requests.length === 0) return empty;
  const Row = view === "mine" ? OwnRow : AnyRow;
  return (
    <RequestRows label={view === "mine" ? "Your requests" : "Requests"}>
      {requests.map((request) => (
        <RequestItem key={request.id}>
          <Row request={request} now={now} />
        </RequestItem>
      ))}
    </RequestRows>
  );
}

export function RequestRows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-md border bg-surface">
      {children}
    </ul>
  );
}

export function RequestItem({ children }: { children: ReactNode }) {
  return (
    <li className="relative flex px-4 py-3 transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-hover/60 hover:bg-hover/60">
      {children}
    </li>
  );
}

const toInboxRow = (request: RequestSummary, now: Date) => ({
  id: request.id,
  name: `${request.target.productName} for ${request.consumer.name}`,
  bulkKey: request.bulkKey,
  facts: factWords(request),
  content: <WaitingRow request={request} now={now} />,
});

/** “of Risk team, confidential, with personal data, for 90 days”. */
const factWords = ({ target, classification, personalData, durationDays }: RequestSummary): string =>
  [
    `of ${target.providerTeam.name}`,
    classification ?? "not classified",
    personalData ? "with personal data" : "without personal data",
    `for ${durationWord(durationDays)}`,
  ].join(", ");

type Emptiness = { icon: LucideIcon; title: string; text: string };

const EMPTY: Readonly<Record<View, Emptiness>> = {
  waiting: {
    icon: Inbox,
    title: "Nothing waits for you",
    text: "Requests that you can decide come here, the oldest first, and so do those that you are asked to decide for somebody who is away.",
  },
  mine: {
    icon: Send,
    title: "You have not asked for access yet",
    text: "Requests that you make, for yourself, a team or a product, stand here with their way from asking to access.",
  },
  decided: {
    icon: Archive,
    title: "Nothing has been decided yet",
    text: "What you or your teams approved, rejected or let lapse is kept here, with who decided and why.",
  },
  all: {
    icon: Inbox,
    title: "Nobody has asked for access yet",
    text: "Every request of the organisation stands here, the newest first.",
  },
};

type NoneProps = { view: View; isNarrowed: boolean };

/** What would be here, and the one thing to do. */
export function NoRequests({ view, isNarrowed }: NoneProps) {
  if (isNarrowed) {
    return (
      <EmptyState
        icon={ListFilter}
        title="No request is like that"
        action={<ButtonLink href={toRequestsHref(wholeView(view))}>Show all of them</ButtonLink>}
      >
        No request of this list has all that you chose.
      </EmptyState>
    );
  }
  const { icon, title, text } = EMPTY[view];
  return (
    <EmptyState icon={icon} title={title} action={view === "mine" && <FindProducts />}>
      {text}
    </EmptyState>
  );
}

const FindProducts = () => (
  <ButtonLink href="/search" variant="primary">
    Find a product
  </ButtonLink>
);
