import { KeyRound } from "lucide-react";
import type { Metadata } from "next";

import { HowAccessWorks } from "@/components/access/how-access-works";
import { PortStandings } from "@/components/access/port-standings";
import { EmptyState } from "@/components/ui/empty-state";
import { Section, WithRail } from "@/components/ui/page";
import { requestTime } from "@/lib/transport/page";

import { idOf } from "../../../route-id";
import { offerOf, productOf } from "../loads";
import { OwningSide } from "./owning-side";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Access to ${(await productOf(await idOf(params))).name}` };
}

export default async function ProductAccess({ params, searchParams }: Props) {
  const [id, { ended }] = await Promise.all([idOf(params), searchParams]);
  const offer = await offerOf(id);
  return (
    <WithRail label="How access works" rail={<HowAccessWorks offer={offer} />}>
      <Section title="Your access">
        {offer.ports.length > 0 ? (
          <PortStandings offer={offer} now={requestTime()} />
        ) : (
          <EmptyState icon={KeyRound} title="Nothing to ask for yet">
            {offer.owner.name} has not described an output port of this product.
          </EmptyState>
        )}
      </Section>
      {offer.permissions.oversee.allowed && <OwningSide offer={offer} showsEnded={ended === "shown"} />}
    </WithRail>
  );
}
