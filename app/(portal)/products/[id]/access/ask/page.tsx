import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { AskHere } from "@/components/access/ask-here";
import { planQuery } from "@/components/access/queries";
import { firstAskable } from "@/components/access/standing";
import { StandingStatus } from "@/components/access/standing-status";
import { Section } from "@/components/ui/page";
import { previewPlan } from "@/lib/access";
import type { AccessOffer, Consumer, PortOffer } from "@/lib/access/model";
import { page, requestTime } from "@/lib/transport/page";

import { idOf } from "../../../../route-id";
import { ask } from "../../actions";
import { offerOf, productOf } from "../../loads";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ port?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Request access to ${(await productOf(await idOf(params))).name}` };
}

/** The request panel as a page: before hydration, without JavaScript, and in a tab of its own. */
export default async function AskPage({ params, searchParams }: Props) {
  const [id, { port: wanted }] = await Promise.all([idOf(params), searchParams]);
  const offer = await offerOf(id);
  const port = offer.ports.find(({ portId }) => portId === wanted) ?? firstAskable(offer.ports);
  const [me] = offer.consumers;
  if (!port || !me) notFound();
  return (
    <Section title="Request access" className="max-w-reading">
      {port.standing.kind === "closed" ? (
        <StandingStatus standing={port.standing} now={requestTime()} />
      ) : (
        <Form offer={offer} port={port} me={me} />
      )}
    </Section>
  );
}

type FormProps = { offer: AccessOffer; port: PortOffer; me: Consumer };

/** The first plan comes with the page. */
async function Form({ offer, port, me }: FormProps) {
  const wish = { productId: offer.productId, portId: port.portId, consumer: { kind: me.kind, id: me.id } };
  const client = new QueryClient();
  client.setQueryData(planQuery(wish).queryKey, await page(previewPlan, wish));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AskHere offer={offer} port={port} me={me} send={ask} />
    </HydrationBoundary>
  );
}
