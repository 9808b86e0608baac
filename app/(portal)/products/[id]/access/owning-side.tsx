import { Users } from "lucide-react";

import { ConsumerTable } from "@/components/access/consumer-table";
import { Recertify } from "@/components/access/recertify";
import { RequestItem, RequestRows } from "@/components/access/request-list";
import { AnyRow } from "@/components/access/request-row";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import { listAgreements, listRequests } from "@/lib/access";
import type { AccessOffer, AgreementSummary, RequestStatus } from "@/lib/access/model";
import { page, requestTime } from "@/lib/transport/page";

import { recertify } from "../actions";
import { liveAgreements } from "./reads";

type Props = { offer: AccessOffer; showsEnded: boolean };

/** What only the owning side sees: who asks, who uses it for what, and what is to be looked at again. */
export async function OwningSide({ offer, showsEnded }: Props) {
  const { productId, productName } = offer;
  const live = await liveAgreements({ productId });
  return (
    <>
      <Pending productId={productId} />
      <Section title="Consumers" count={live.length}>
        {live.length > 0 ? (
          <ConsumerTable label={`Consumers of ${productName}`} agreements={live} now={requestTime()} />
        ) : (
          <EmptyState icon={Users} title="Nobody holds access yet">
            Whoever is granted access stands here, with purpose, end and what the platform has done.
          </EmptyState>
        )}
      </Section>
      <Reviews offer={offer} live={live} />
      <History productId={productId} showsEnded={showsEnded} />
    </>
  );
}

const OPEN: readonly RequestStatus[] = ["requested", "needsInformation"];

async function Pending({ productId }: { productId: string }) {
  const pages = await Promise.all(
    OPEN.map((status) => page(listRequests, { view: "all", productId, status, sort: "oldest" })),
  );
  const requests = pages.flatMap(({ items }) => items);
  if (requests.length === 0) return null;
  return (
    <Section title="Waiting requests" count={requests.length}>
      <RequestRows label="Waiting requests">
        {requests.map((request) => (
          <RequestItem key={request.id}>
            <AnyRow request={request} now={requestTime()} />
          </RequestItem>
        ))}
      </RequestRows>
    </Section>
  );
}

/** Each port that somebody uses may be gone through as a whole. */
function Reviews({ offer, live }: { offer: AccessOffer; live: readonly AgreementSummary[] }) {
  const used = offer.ports.filter(({ portId }) => live.some(({ target }) => target.portId === portId));
  if (used.length === 0) return null;
  return (
    <Section
      title="Recertification"
      description="Once in a while, look at everybody who has access to a port, and keep or end each."
    >
      <Recertify
        productId={offer.productId}
        ports={used.map(({ portId, portName }) => ({
          portId,
          portName,
          agreements: live.filter(({ target }) => target.portId === portId),
        }))}
        mayStart={offer.permissions.recertify}
        start={recertify}
        now={requestTime()}
      />
    </Section>
  );
}

async function History({ productId, showsEnded }: { productId: string; showsEnded: boolean }) {
  const base = `/products/${encodeURIComponent(productId)}/access`;
  if (!showsEnded)
    return (
      <p>
        <TextLink href={`${base}?ended=shown`} scroll={false} prefetch={false}>
          Show what has ended and who decided
        </TextLink>
      </p>
    );
  const [expired, revoked, decided] = await Promise.all([
    page(listAgreements, { view: "all", productId, status: "expired", limit: 50 }),
    page(listAgreements, { view: "all", productId, status: "revoked", limit: 50 }),
    page(listRequests, { view: "decided", productId, limit: 50 }),
  ]);
  const ended = [...expired.items, ...revoked.items].sort((a, b) => b.endsAt.localeCompare(a.endsAt));
  return (
    <>
      <Section
        title="Ended"
        count={ended.length}
        action={
          <TextLink href={base} scroll={false} className="text-sm">
            Fold away
          </TextLink>
        }
      >
        {ended.length > 0 ? (
          <ConsumerTable label="Access that has ended" agreements={ended} now={requestTime()} />
        ) : (
          <p className="text-soft">No access to this product has ended yet.</p>
        )}
      </Section>
      {decided.items.length > 0 && (
        <Section title="Decided requests" count={decided.items.length}>
          <RequestRows label="Decided requests">
            {decided.items.map((request) => (
              <RequestItem key={request.id}>
                <AnyRow request={request} now={requestTime()} />
              </RequestItem>
            ))}
          </RequestRows>
        </Section>
      )}
    </>
  );
}
