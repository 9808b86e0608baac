import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";

import { progressOf, roundOf } from "@/components/access/recertification";
import { Start } from "@/components/access/recertify";
import { ReviewList } from "@/components/access/review-list";
import { ReviewProgress } from "@/components/access/review-progress";
import { ReviewRow } from "@/components/access/review-row";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { TextLink } from "@/components/ui/link";
import { Section } from "@/components/ui/page";
import { requestTime } from "@/lib/transport/page";

import { idOf } from "../../../../route-id";
import { recertify, review } from "../../actions";
import { offerOf, productOf } from "../../loads";
import { everyAgreement, liveAgreements } from "../reads";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ port?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Review of access to ${(await productOf(await idOf(params))).name}` };
}

export default async function Review({ params, searchParams }: Props) {
  const [productId, { port: wanted }] = await Promise.all([idOf(params), searchParams]);
  const offer = await offerOf(productId);
  const port = offer.ports.find(({ portId }) => portId === wanted);
  if (!port) notFound();
  if (!offer.permissions.oversee.allowed) forbidden();
  const { portId, portName } = port;
  const [live, ended] = await Promise.all([
    liveAgreements({ productId, portId }),
    everyAgreement({ productId, portId, status: "revoked" }),
  ]);
  const now = requestTime();
  const round = roundOf([...live, ...ended], now);
  const progress = progressOf(round, now);
  return (
    <Section
      title={`Review of ${portName}`}
      description={
        <>
          Keep what is still needed, and end the rest.{" "}
          <TextLink href={`/products/${encodeURIComponent(productId)}/access`}>
            All access to this product
          </TextLink>
        </>
      }
      action={
        progress.dueAt === null &&
        live.length > 0 &&
        offer.permissions.recertify.allowed && (
          <Start
            productId={productId}
            portId={portId}
            portName={portName}
            count={live.length}
            start={recertify}
          />
        )
      }
    >
      {round.length > 0 ? (
        <div className="space-y-4">
          <ReviewProgress progress={progress} label={`Review of ${portName}`} />
          <Keys />
          <ReviewList label="Agreements to look at">
            {round.map((agreement) => (
              <ReviewRow key={agreement.id} agreement={agreement} decide={review} now={now} />
            ))}
          </ReviewList>
        </div>
      ) : (
        <EmptyState icon={ListChecks} title="No review is running">
          {live.length > 0
            ? `${live.length} hold access to this port. Start a review to look at each of them.`
            : "Nobody holds access to this port: there is nothing to look at."}
        </EmptyState>
      )}
    </Section>
  );
}

function Keys() {
  return (
    <p className="hidden flex-wrap items-center gap-x-4 gap-y-1 text-sm text-soft pointer-fine:flex">
      <span>
        <Kbd>j</Kbd> <Kbd>k</Kbd> next, previous
      </span>
      <span>
        <Kbd>y</Kbd> keep
      </span>
      <span>
        <Kbd>e</Kbd> write a reason, then <Kbd>Ctrl</Kbd> <Kbd>↵</Kbd> ends it
      </span>
    </p>
  );
}
