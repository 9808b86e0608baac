import { DelegationForm } from "@/components/access/delegation-form";
import { DelegationList } from "@/components/access/delegation-list";
import { Section } from "@/components/ui/page";
import { listDelegations } from "@/lib/access";
import { getTeam } from "@/lib/identity";
import type { User } from "@/lib/identity/model";
import { page, requestTime } from "@/lib/transport/page";

import { delegate, takeBack } from "./actions";

type Props = { me: Pick<User, "id" | "teams"> };

/** Who decides for the reader, and for whom the reader decides. */
export async function WhileAway({ me }: Props) {
  const [delegations, people] = await Promise.all([page(listDelegations, {}), colleaguesOf(me)]);
  const now = requestTime();
  if (delegations.length === 0 && people.length === 0) return null;
  return (
    <Section
      id="away"
      title="While you are away"
      description="Somebody else is asked what you are asked, and decides in your place. Nobody decides what they asked for themselves."
    >
      <DelegationList delegations={delegations} readerId={me.id} now={now} end={takeBack} />
      {people.length > 0 && (
        <DelegationForm people={people} today={now.toISOString().slice(0, 10)} delegate={delegate} />
      )}
    </Section>
  );
}

/** People with an account in the reader's teams and in the teams above them. */
async function colleaguesOf({ id: ownId, teams }: Props["me"]): Promise<{ id: string; name: string }[]> {
  const own = await teamsOf(teams.map(({ id }) => id));
  const above = await teamsOf(own.flatMap(({ path }) => path.map(({ id }) => id)));
  const names = new Map(
    [...own, ...above].flatMap(({ members }) =>
      members.flatMap(({ id, name }) => (id !== null && id !== ownId ? [[id, name] as const] : [])),
    ),
  );
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

const teamsOf = (ids: readonly string[]) => Promise.all([...new Set(ids)].map((id) => page(getTeam, { id })));
