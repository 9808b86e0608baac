import { ReviewForm } from "@/components/access/review-form";
import { TextLink } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Agreement } from "@/lib/access/model";
import type { Action } from "@/lib/platform/wire";

import { endedWord } from "./agreement-status";
import { requestHref } from "./request-words";
import { longDayWord, REVIEW_REASONS } from "./words";

type Props = { agreement: Agreement; review: Action<Agreement>; now: Date };

/** What somebody has to know of an agreement before anything else. */
export function AgreementNotices({ agreement, review, now }: Props) {
  const { ended, renewalRequestId, target } = agreement;
  return (
    <div className="space-y-3 not-empty:mb-8">
      {ended && <Ended ended={ended} now={now} />}
      {!target.exists && !ended && (
        <Notice tone="risk" title="The port is not offered any more.">
          What was agreed stays in force until its end. It cannot be renewed.
        </Notice>
      )}
      {renewalRequestId && (
        <Notice
          title="A renewal has been requested."
          action={<TextLink href={requestHref(renewalRequestId)}>See the request</TextLink>}
        >
          Until it is decided, the access goes on as it is.
        </Notice>
      )}
      {agreement.review && <Due agreement={agreement} review={agreement.review} decide={review} now={now} />}
    </div>
  );
}

type EndedProps = { ended: NonNullable<Agreement["ended"]>; now: Date };

function Ended({ ended, now }: EndedProps) {
  return (
    <Notice tone={ended.how === "revoked" ? "risk" : "info"} title={endedWord(ended)}>
      {ended.reason && <p className="whitespace-pre-line text-ink">{ended.reason}</p>}
      <p>
        It ended <RelativeTime at={ended.at} now={now} />.
      </p>
    </Notice>
  );
}

type DueProps = {
  agreement: Agreement;
  review: NonNullable<Agreement["review"]>;
  decide: Action<Agreement>;
  now: Date;
};

function Due({ agreement: { id, consumer, permissions, target }, review, decide, now }: DueProps) {
  const isOverdue = new Date(review.dueAt) <= now;
  return (
    <Notice
      tone={isOverdue ? "breach" : "risk"}
      title={`${REVIEW_REASONS[review.reason]}: ${target.providerTeam.name} is to keep or end this access.`}
    >
      <p>{isOverdue ? `It was due on ${longDayWord(review.dueAt)}.` : `By ${longDayWord(review.dueAt)}.`}</p>
      {permissions.review.allowed && (
        <div className="mt-2">
          <ReviewForm accessId={id} consumer={consumer.name} decide={decide} />
        </div>
      )}
    </Notice>
  );
}
