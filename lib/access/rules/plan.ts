import type { Classification } from "@/lib/catalog/model";

import type { Plan, PlanFacts, PlannedStep } from "../model";

/** Never granted without people deciding, whatever the port says and whoever asks. */
const isSensitive = ({ classification, personalData }: PlanFacts): boolean =>
  classification === "restricted" || personalData;

const ASKS_THE_DOMAIN: readonly (Classification | null)[] = ["confidential", "restricted"];

/** Who has to say yes, in which order; computed when a request is made and kept on it. */
export function planOf(facts: PlanFacts): Plan {
  const because = reasonToGrant(facts);
  return because === null ? { kind: "steps", steps: stepsOf(facts) } : { kind: "automatic", because };
}

function reasonToGrant(facts: PlanFacts): string | null {
  if (isSensitive(facts)) return null;
  if (facts.sameTeam) return `The consumer belongs to ${facts.providerTeam.name}.`;
  return facts.autoApprove ? "The port is offered without a decision." : null;
}

/** Where the owning team is the domain itself, its owners are asked once, as the domain. */
function stepsOf(facts: PlanFacts): PlannedStep[] {
  const domain = domainStep(facts);
  const isOwnDomain = domain?.team?.id === facts.providerTeam.id;
  return [...(isOwnDomain ? [] : [ownerStep(facts)]), ...(domain ? [domain] : []), ...governanceStep(facts)];
}

const ownerStep = ({ providerTeam }: PlanFacts): PlannedStep => ({
  kind: "owner",
  team: providerTeam,
  because: `${providerTeam.name} owns the data product.`,
});

function domainStep({ classification, sameDomain, providerDomain }: PlanFacts): PlannedStep | null {
  if (sameDomain || providerDomain === null || !ASKS_THE_DOMAIN.includes(classification)) return null;
  const because = `The data are ${classification ?? "not classified"} and the consumer is outside ${providerDomain.name}.`;
  return { kind: "domain", team: providerDomain, because };
}

function governanceStep({ classification, personalData }: PlanFacts): PlannedStep[] {
  const reasons = [
    ...(classification === "restricted" ? ["are restricted"] : []),
    ...(personalData ? ["hold personal data"] : []),
  ];
  if (reasons.length === 0) return [];
  return [{ kind: "governance", team: null, because: `The data ${reasons.join(" and ")}.` }];
}

type Alike = {
  kind: "new" | "renewal";
  productId: string;
  portId: string;
  durationDays: number;
  columns: readonly string[];
  roles: readonly string[];
  facts: PlanFacts;
};

/** Equal for requests that ask the same under the same facts, whoever asks: they may be decided together. */
export const bulkFacts = ({ facts, columns, roles, ...rest }: Alike): string =>
  JSON.stringify([
    ...[rest.kind, rest.productId, rest.portId, rest.durationDays, [...columns].sort(), [...roles].sort()],
    ...[facts.providerTeam.id, facts.providerDomain?.id ?? null, facts.classification, facts.personalData],
    ...[facts.autoApprove, facts.sameTeam, facts.sameDomain],
  ]);
