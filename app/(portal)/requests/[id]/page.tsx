import type { Metadata } from "next";
import { cache } from "react";

import { actsOf, effectsOf } from "@/components/access/request-acts";
import { RequestBar } from "@/components/access/request-bar";
import { OtherAccess, RequestCase } from "@/components/access/request-case";
import { RequestFacts } from "@/components/access/request-facts";
import { outcomeOf, standingOf } from "@/components/access/request-outcome";
import { RequestPath } from "@/components/access/request-path";
import { placeOf } from "@/components/access/request-queue";
import { RequestState } from "@/components/access/request-state";
import { RequestStatusMark } from "@/components/access/request-status";
import { forWhom } from "@/components/access/request-words";
import { Badge } from "@/components/ui/badge";
import { Page, PageHeader, Section, WithRail } from "@/components/ui/page";
import { getRequest, listRequests } from "@/lib/access";
import { page, requestTime } from "@/lib/transport/page";

import { idOf } from "../../route-id";
import { answer, approve, ask, reject, withdraw } from "../actions";

type Props = { params: Promise<{ id: string }> };

const requestOf = cache((requestId: string) => page(getRequest, { requestId }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { requester, target } = await requestOf(await idOf(params));
  return { title: `${requester.name} asks for ${target.productName}` };
}

export default async function RequestPage({ params }: Props) {
  const id = await idOf(params);
  const [request, waiting] = await Promise.all([
    requestOf(id),
    page(listRequests, { view: "waiting", limit: 100 }),
  ]);
  const now = requestTime();
  return (
    <Page>
      <PageHeader
        title={`${request.requester.name} asks for ${request.target.productName}`}
        trail={[{ label: "Requests", href: "/requests" }]}
        facts={
          <>
            <RequestStatusMark status={request.status} />
            {request.kind === "renewal" && <Badge tone="outline">renewal</Badge>}
          </>
        }
        description={`${request.target.portName}, ${forWhom(request.consumer, request.requester)}`}
      />
      <RequestState request={request} now={now} />
      <WithRail label="Facts" rail={<RequestFacts request={request} now={now} />}>
        <RequestCase request={request} now={now} />
        <Section title="Its way">
          <RequestPath request={request} now={now} />
        </Section>
        <OtherAccess request={request} now={now} />
      </WithRail>
      <RequestBar
        key={request.id}
        requestId={request.id}
        version={request.version}
        acts={actsOf(request)}
        actions={{ approve, ask, reject, answer, withdraw }}
        effects={effectsOf(request, now)}
        outcome={outcomeOf(request)}
        standing={standingOf(request, now)}
        queue={placeOf(request, waiting.items)}
      />
    </Page>
  );
}
