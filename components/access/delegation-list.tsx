import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Status } from "@/components/ui/status";
import type { Delegation } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { dayWord } from "./words";

type Props = {
  /** By the reader to others, and by others to the reader. */
  delegations: readonly Delegation[];
  readerId: string;
  now: Date;
  end: Action<unknown>;
};

/** Who decides for whom at present and soon. */
export function DelegationList({ delegations, readerId, now, end }: Props) {
  if (delegations.length === 0) return null;
  return (
    <ul aria-label="Who decides for whom" className="mb-4 divide-y divide-line rounded-md border bg-surface">
      {delegations.map((delegation) => (
        <li key={delegation.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1">
            <p className="font-medium wrap-anywhere">{sentenceOf(delegation, readerId)}</p>
            <p className="text-sm text-faint">
              {dayWord(delegation.startsAt, now)} to {dayWord(delegation.endsAt, now)}
              {delegation.note && <span className="wrap-anywhere"> · {delegation.note}</span>}
            </p>
          </div>
          <Begun delegation={delegation} now={now} />
          {delegation.from.id === readerId && <End delegation={delegation} end={end} />}
        </li>
      ))}
    </ul>
  );
}

const sentenceOf = ({ from, to }: Delegation, readerId: string): string =>
  from.id === readerId ? `${to.name} decides for you` : `You decide for ${from.name}`;

function Begun({ delegation: { startsAt }, now }: { delegation: Delegation; now: Date }) {
  return new Date(startsAt) <= now ? (
    <Status tone="met" className="text-sm">
      Now
    </Status>
  ) : (
    <Status tone="info" className="text-sm">
      Planned
    </Status>
  );
}

function End({ delegation: { id, to }, end }: { delegation: Delegation; end: Action<unknown> }) {
  return (
    <Confirm
      trigger={<Button size="sm">End it</Button>}
      title={`Let ${to.name} no longer decide for you?`}
      verb="End it"
      action={end}
      fields={{ id }}
      done={`${to.name} no longer decides for you.`}
    >
      What {to.name} has decided stays. From now on you are asked again.
    </Confirm>
  );
}
