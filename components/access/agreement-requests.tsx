import { BadgeCheck } from "lucide-react";

import { CopyId } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/link";
import { Fact, Facts, Section } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Agreement } from "@/lib/access/model";

import { RequestStatusMark } from "./request-status";
import { REQUEST_KIND_WORDS, requestHref } from "./request-words";

type Props = { agreement: Pick<Agreement, "requests" | "terms">; now: Date };

/** Where an agreement comes from: who asked and decided, and the terms that were accepted. */
export function AgreementRequests({ agreement: { requests, terms }, now }: Props) {
  return (
    <>
      {requests.length > 0 && (
        <Section title="Requests" count={requests.length}>
          <ul
            aria-label="Requests of this agreement"
            className="divide-y divide-line rounded-md border bg-surface"
          >
            {requests.map(({ id, kind, status, requestedAt, decidedAt }) => (
              <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
                <TextLink data-row href={requestHref(id)} prefetch={false}>
                  {REQUEST_KIND_WORDS[kind]}
                </TextLink>
                <span className="flex flex-wrap items-baseline gap-x-3 text-sm text-soft">
                  <span>
                    asked <RelativeTime at={requestedAt} now={now} />
                    {decidedAt && (
                      <>
                        , decided <RelativeTime at={decidedAt} now={now} />
                      </>
                    )}
                  </span>
                  <RequestStatusMark status={status} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {terms && <Evidence terms={terms} now={now} />}
    </>
  );
}

type EvidenceProps = { terms: NonNullable<Agreement["terms"]>; now: Date };

function Evidence({ terms: { sha256, contractId, contractVersion, by, at }, now }: EvidenceProps) {
  return (
    <Section title="Terms">
      <p className="mb-3 flex items-start gap-2">
        <BadgeCheck aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-met" />
        <span>
          Accepted by <span className="font-medium">{by.name}</span> <RelativeTime at={at} now={now} />. The
          text is kept as it was.
        </span>
      </p>
      <Facts className="shell:grid-cols-3">
        <Fact label="Contract">
          <TextLink href={`/contracts/${encodeURIComponent(contractId)}`}>{contractId}</TextLink>
        </Fact>
        <Fact label="Version">{contractVersion ?? "none"}</Fact>
        <Fact label="SHA-256 of the text">
          <CopyId id={sha256} />
        </Fact>
      </Facts>
    </Section>
  );
}
