import { DelegationForm } from "@/components/access/delegation-form";
import { DelegationList } from "@/components/access/delegation-list";
import { Section } from "@/components/ui/page";
import { listDelegations, listStandIns } from "@/lib/access";
import type { User } from "@/lib/identity/model";
import { page, requestTime } from "@/lib/transport/page";

import { delegate, takeBack } from "./actions";

type Props = { me: Pick<User, "id"> };

/** Who decides for the reader, and for whom the reader decides. */
export async function WhileAway({ me }: Props) {
  const [delegations, people] = await Promise.all([page(listDelegations, {}), page(listStandIns, {})]);
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
