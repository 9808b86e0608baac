import { Check, X } from "lucide-react";

import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { AgreementSummary } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { AgreementStatus } from "./agreement-status";
import { ConsumerName } from "./consumer-name";
import { ProvisioningStatus } from "./provisioning-status";
import { ReviewDue } from "./review-due";
import { ReviewForm } from "./review-form";
import { agreementHref } from "./standing";
import { REVIEW_REASONS } from "./words";

type Props = {
  agreement: AgreementSummary;
  decide: Action<Pick<AgreementSummary, "status">>;
  now: Date;
};

/** One agreement of a review: what it is for, and the decision. */
export function ReviewRow({ agreement, decide, now }: Props) {
  const { id, consumer, purpose, review, lastReview, startsAt, permissions } = agreement;
  return (
    <li data-review={review ? "due" : "done"} className="px-4 py-3 focus-within:bg-hover/60">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <TextLink data-row href={agreementHref(id)} prefetch={false} className="font-semibold">
          <ConsumerName consumer={consumer} />
        </TextLink>
        {review ? (
          <ReviewDue agreement={agreement} now={now} />
        ) : (
          lastReview && <Decided review={lastReview} />
        )}
      </div>
      {lastReview && !review && <By review={lastReview} now={now} />}
      <p className="mt-1 max-w-reading wrap-anywhere whitespace-pre-line">{purpose}</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm text-faint">
        <AgreementStatus agreement={agreement} now={now} />
        <ProvisioningStatus agreement={agreement} />
        <span>
          since <RelativeTime at={startsAt} now={now} />
        </span>
        {review?.reason === "holderLeft" && REVIEW_REASONS.holderLeft}
      </p>
      {review && permissions.review.allowed && (
        <div className="mt-2">
          <ReviewForm accessId={id} consumer={consumer.name} decide={decide} />
        </div>
      )}
    </li>
  );
}

type ReviewProps = { review: NonNullable<AgreementSummary["lastReview"]> };

function By({ review: { by, at, reason }, now }: ReviewProps & Pick<Props, "now">) {
  return (
    <p className="mt-1 text-sm text-soft">
      By {by.name} <RelativeTime at={at} now={now} />
      {reason && `: ${reason}`}
    </p>
  );
}

function Decided({ review: { decision } }: ReviewProps) {
  return decision === "keep" ? (
    <Status tone="met" icon={Check}>
      kept
    </Status>
  ) : (
    <Status tone="none" icon={X}>
      ended
    </Status>
  );
}
