import { ClassificationBadge, PersonalDataBadge } from "@/components/catalog/classification-badge";
import { CopyId } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/link";
import { Fact, Facts } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccessRequest } from "@/lib/access/model";

import { stepWord } from "./words";

type Props = { request: AccessRequest; now: Date };

/** The facts that a request is decided by, as they were when it was made. */
export function RequestFacts({ request, now }: Props) {
  const { id, accessId, facts, steps, automaticBecause, lapsesAt } = request;
  return (
    <Facts>
      <Fact label="Classification">
        {facts.classification ? (
          <ClassificationBadge classification={facts.classification} />
        ) : (
          <>
            Not classified <span className="text-soft">It counts as internal.</span>
          </>
        )}
      </Fact>
      <Fact label="Personal data">{facts.personalData ? <PersonalDataBadge /> : "None declared"}</Fact>
      <Fact label="Team and domain">{placeWords(request)}</Fact>
      {automaticBecause === null ? (
        <Steps steps={steps} />
      ) : (
        <Fact label="Why nobody had to decide">{automaticBecause}</Fact>
      )}
      {automaticBecause === null && facts.autoApprove && (
        <Fact label="Automatic approval">
          The port offers it, but not for {facts.personalData ? "personal" : "restricted"} data.
        </Fact>
      )}
      <Fact label={`With ${facts.providerTeam.name} so far`}>
        <History {...request.history} />
      </Fact>
      {lapsesAt !== null && (
        <Fact label="Lapses without a decision">
          <RelativeTime at={lapsesAt} now={now} />
        </Fact>
      )}
      <Fact label="Id">
        <CopyId id={id} />
        {accessId !== id && (
          <span className="mt-1 block text-sm">
            renews <TextLink href={`/access/${encodeURIComponent(accessId)}`}>this access</TextLink>
          </span>
        )}
      </Fact>
    </Facts>
  );
}

/** On small screens the way of the request says it. */
function Steps({ steps }: { steps: AccessRequest["steps"] }) {
  return (
    <Fact label="Who decides, and why" className="max-shell:hidden">
      <ol className="space-y-2">
        {steps.map((step) => (
          <li key={step.position}>
            <span className="font-medium">{stepWord(step)}</span>
            <span className="block text-sm text-soft">{step.because}</span>
          </li>
        ))}
      </ol>
    </Fact>
  );
}

function placeWords({
  facts: { sameTeam, sameDomain, providerTeam, providerDomain },
  consumer,
}: AccessRequest) {
  if (sameTeam) return `${consumer.name} belongs to ${providerTeam.name}, which owns the data.`;
  const domain = providerDomain?.name ?? "no domain";
  return sameDomain ? `Another team, within ${domain}.` : `From outside ${domain}.`;
}

function History({ approved, rejected, revoked }: AccessRequest["history"]) {
  if (approved + rejected + revoked === 0) return "The first request.";
  return (
    <ul>
      <li>{approved} approved</li>
      <li>{rejected} rejected</li>
      <li className={revoked > 0 ? "font-medium text-breach" : undefined}>{revoked} revoked</li>
    </ul>
  );
}
