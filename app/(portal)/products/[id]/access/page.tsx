import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import type { Metadata } from "next";

import { AskForm } from "@/components/access/ask-form";
import { HowAccessWorks } from "@/components/access/how-access-works";
import { PortStandings } from "@/components/access/port-standings";
import { offerQuery, planQuery } from "@/components/access/queries";
import { EmptyState } from "@/components/ui/empty-state";
import { Section, WithRail } from "@/components/ui/page";
import { previewPlan } from "@/lib/access";
import type { AccessOffer, Consumer, PortOffer } from "@/lib/access/model";
import { page, requestTime } from "@/lib/transport/page";

import { idOf } from "../../../route-id";
import { ask } from "../actions";
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
  const [id, { ask: wanted, ended }] = await Promise.all([idOf(params), searchParams]);
  const offer = await offerOf(id);
  const [me] = offer.consumers;
  const asked = offer.ports.find(({ portId }) => portId === wanted);
  return (
    <WithRail label="How access works" rail={<HowAccessWorks offer={offer} />}>
      {asked && asked.standing.kind !== "closed" && me && (
        <AskWithoutScript offer={offer} port={asked} me={me} />
      )}
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

type AskProps = { offer: AccessOffer; port: PortOffer; me: Consumer };

/** The panel needs JavaScript; without it the same form stands in the page. What the panel would fetch is here. */
async function AskWithoutScript({ offer, port, me }: AskProps) {
  const { productId } = offer;
  const wish = { productId, portId: port.portId, consumer: { kind: me.kind, id: me.id } };
  const client = new QueryClient();
  client.setQueryData(offerQuery(productId).queryKey, offer);
  client.setQueryData(planQuery(wish).queryKey, await page(previewPlan, wish));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <noscript>
        <Section title="Request access">
          <AskForm offer={offer} port={port} me={me} send={ask} />
        </Section>
      </noscript>
    </HydrationBoundary>
  );
}
