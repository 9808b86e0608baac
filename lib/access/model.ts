import { z } from "zod";

import { Classification, Verdict } from "@/lib/catalog/model";
import { ExternalId, Person, TeamRef } from "@/lib/identity/model";

/** How long access is asked for, in days. */
export const CADENCES = [30, 90, 180, 365] as const;

/** A request on its way. `needsInformation`: the approvers have asked back; the requester is to answer. */
export const RequestStatus = z.enum([
  "requested",
  "needsInformation",
  "approved",
  "rejected",
  "cancelled",
  "lapsed",
]);
export type RequestStatus = z.infer<typeof RequestStatus>;

/** An approved request over its time. Half-open: active from `startsAt` until just before `endsAt`. */
export const AgreementStatus = z.enum(["upcoming", "active", "expired", "revoked"]);
export type AgreementStatus = z.infer<typeof AgreementStatus>;

/** What the platform that holds the data has done about an agreement. */
export const ProvisioningStatus = z.enum([
  "pending",
  "provisioning",
  "provisioned",
  "provisioningFailed",
  "deprovisioning",
  "deprovisioned",
  "deprovisioningFailed",
]);
export type ProvisioningStatus = z.infer<typeof ProvisioningStatus>;

/** Who gets access: a person, everybody of a team, or a data product. */
export const ConsumerKind = z.enum(["user", "team", "product"]);
export type ConsumerKind = z.infer<typeof ConsumerKind>;

export const ConsumerKey = z.object({ kind: ConsumerKind, id: ExternalId });
export type ConsumerKey = z.infer<typeof ConsumerKey>;

export const Consumer = ConsumerKey.extend({
  name: z.string(),
  /** The team itself, or the team that owns the product; null for a person. */
  team: TeamRef.nullable(),
});
export type Consumer = z.infer<typeof Consumer>;

/** Whoever did something: `id` of the person, key, webhook source or job. */
export const Doer = z.object({
  kind: z.enum(["user", "key", "webhook", "job"]),
  id: z.string(),
  name: z.string(),
});
export type Doer = z.infer<typeof Doer>;

/** The facts that a plan is computed from, kept on the request as they were when it was made. */
export const PlanFacts = z.object({
  /** The strictest of the port's contract; null where nothing is classified: treated as internal. */
  classification: Classification.nullable(),
  personalData: z.boolean(),
  /** The port is offered without a person deciding. */
  autoApprove: z.boolean(),
  /** Consumer and owner are the same team. */
  sameTeam: z.boolean(),
  sameDomain: z.boolean(),
  providerTeam: TeamRef,
  /** Null where the owner team stands in no domain. */
  providerDomain: TeamRef.nullable(),
});
export type PlanFacts = z.infer<typeof PlanFacts>;

/** owner: the owning team. domain: the owner of its domain. governance: the organisation's. */
export const StepKind = z.enum(["owner", "domain", "governance"]);
export type StepKind = z.infer<typeof StepKind>;

export const PlannedStep = z.object({ kind: StepKind, team: TeamRef.nullable(), because: z.string() });
export type PlannedStep = z.infer<typeof PlannedStep>;

/** Either nobody has to decide, and why, or the steps that follow one another. */
export const Plan = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("automatic"), because: z.string() }),
  z.object({ kind: z.literal("steps"), steps: z.array(PlannedStep).min(1) }),
]);
export type Plan = z.infer<typeof Plan>;

/** waiting: its turn has not come. open: somebody is asked. skipped: the request ended before its turn. */
export const StepStatus = z.enum(["waiting", "open", "approved", "rejected", "skipped"]);
export type StepStatus = z.infer<typeof StepStatus>;

export const Step = PlannedStep.extend({
  position: z.number().int(),
  status: StepStatus,
  /** The people who are asked, first the step's own team's, then those it was escalated to. */
  deciders: z.array(Person),
  /** Teams that were asked as well, because nobody answered. */
  escalatedTo: z.array(TeamRef),
  /** Whether governance is asked: the step is theirs, or there is nobody else left to ask. */
  asksGovernance: z.boolean(),
  openedAt: z.iso.datetime().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decidedBy: Doer.nullable(),
  /** Whom the decider stood in for, by delegation. */
  onBehalfOf: Person.nullable(),
  note: z.string().nullable(),
});
export type Step = z.infer<typeof Step>;

export const EntryKind = z.enum([
  "submitted",
  "asked",
  "answered",
  "stepApproved",
  "approved",
  "rejected",
  "cancelled",
  "lapsed",
  "escalated",
  "reminded",
]);
export type EntryKind = z.infer<typeof EntryKind>;

/** One thing that happened to a request, for its timeline. */
export const Entry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: EntryKind,
  by: Doer,
  note: z.string().nullable(),
});
export type Entry = z.infer<typeof Entry>;

/** What is asked for. Names are kept as they were; `exists` is false once the product or port is gone. */
export const AccessTarget = z.object({
  productId: z.string(),
  productName: z.string(),
  /** Id of the port in the portal; stable from version to version. */
  portId: z.string(),
  portName: z.string(),
  contractId: z.string().nullable(),
  contractVersion: z.string().nullable(),
  providerTeam: TeamRef,
  exists: z.boolean(),
});
export type AccessTarget = z.infer<typeof AccessTarget>;

/** The terms of a contract as they are accepted: usage, limitations, price and roles, as one text. */
export const Terms = z.object({
  /** Plain text, paragraphs parted by blank lines. */
  text: z.string(),
  sha256: z.string(),
  contractId: z.string(),
  contractVersion: z.string().nullable(),
});
export type Terms = z.infer<typeof Terms>;

/** Evidence that terms were accepted. */
export const TermsAcceptance = Terms.omit({ text: true }).extend({ by: Doer, at: z.iso.datetime() });
export type TermsAcceptance = z.infer<typeof TermsAcceptance>;

/** How long the owning team usually takes: the median over its last decided requests; null before the first. */
export const AnswerTime = z.object({ medianHours: z.number().nullable(), decidedCount: z.number().int() });
export type AnswerTime = z.infer<typeof AnswerTime>;

export const RequestSummary = z.object({
  id: z.string(),
  /** Of the agreement that the request makes or renews: the id on the wire. */
  accessId: z.string(),
  kind: z.enum(["new", "renewal"]),
  status: RequestStatus,
  target: AccessTarget,
  consumer: Consumer,
  requester: Doer,
  purpose: z.string(),
  durationDays: z.number().int(),
  classification: Classification.nullable(),
  personalData: z.boolean(),
  requestedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  /** The step that is open: who is waited for; null while the requester is, and after the end. */
  waitingFor: z
    .object({ kind: StepKind, team: TeamRef.nullable(), since: z.iso.datetime(), isEscalated: z.boolean() })
    .nullable(),
  /** The steps in brief, in their order; empty where nobody has to decide. */
  path: z.array(Step.pick({ kind: true, team: true, status: true, decidedAt: true, decidedBy: true })),
  /** Whom the asker would decide for, by delegation, and until when; null where the asker is asked themselves. */
  standsInFor: z.object({ person: Person, until: z.iso.datetime() }).nullable(),
  /** Requests of one provider with equal facts may be decided together. */
  bulkKey: z.string(),
  version: z.number().int(),
});
export type RequestSummary = z.infer<typeof RequestSummary>;

export const RequestPage = z.object({ items: z.array(RequestSummary), nextCursor: z.string().nullable() });
export type RequestPage = z.infer<typeof RequestPage>;

/** Everything on the one screen on which a request is decided. */
export const AccessRequest = RequestSummary.extend({
  columns: z.array(z.string()),
  roles: z.array(z.string()),
  /** As wished; null: from the approval on. */
  startsAt: z.iso.datetime().nullable(),
  /** As wished; null: `durationDays` after the start. */
  endsAt: z.iso.datetime().nullable(),
  facts: PlanFacts,
  automaticBecause: z.string().nullable(),
  steps: z.array(Step),
  entries: z.array(Entry),
  terms: TermsAcceptance.nullable(),
  lapsesAt: z.iso.datetime().nullable(),
  /** Other access that the consumer holds or has asked for, of what the asker may see. */
  otherAccess: z.array(
    z.object({
      accessId: z.string(),
      target: AccessTarget,
      status: AgreementStatus,
      endsAt: z.iso.datetime(),
    }),
  ),
  /** What became of this consumer's earlier requests to the same team. */
  history: z.object({ approved: z.number().int(), rejected: z.number().int(), revoked: z.number().int() }),
  permissions: z.object({ decide: Verdict, answer: Verdict, cancel: Verdict }),
});
export type AccessRequest = z.infer<typeof AccessRequest>;

export const Provisioning = z.object({
  status: ProvisioningStatus,
  /** byHand: no connector serves the port, so that the owner grants and confirms. */
  mode: z.enum(["connector", "byHand"]),
  platform: z.string().nullable(),
  executor: z.string().nullable(),
  /** Id of the grant on the platform. */
  reference: z.string().nullable(),
  diagnostics: z.string().nullable(),
  note: z.string().nullable(),
  provisioningStartedAt: z.iso.datetime().nullable(),
  provisionedAt: z.iso.datetime().nullable(),
  deprovisioningStartedAt: z.iso.datetime().nullable(),
  deprovisionedAt: z.iso.datetime().nullable(),
  failedAt: z.iso.datetime().nullable(),
  attempts: z.number().int(),
  customProperties: z.array(z.object({ property: z.string(), value: z.unknown() })),
  links: z.record(z.string(), z.string()),
});
export type Provisioning = z.infer<typeof Provisioning>;

/** Why somebody has to look at an agreement again. */
export const ReviewReason = z.enum(["reassessment", "recertification", "holderLeft"]);
export type ReviewReason = z.infer<typeof ReviewReason>;

/** The last time that somebody looked at an agreement again. */
export const Review = z.object({
  decision: z.enum(["keep", "end"]),
  at: z.iso.datetime(),
  by: Doer,
  reason: z.string().nullable(),
});
export type Review = z.infer<typeof Review>;

export const AgreementSummary = z.object({
  id: z.string(),
  status: AgreementStatus,
  target: AccessTarget,
  consumer: Consumer,
  purpose: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  provisioning: ProvisioningStatus,
  provisioningMode: z.enum(["connector", "byHand"]),
  review: z.object({ reason: ReviewReason, dueAt: z.iso.datetime() }).nullable(),
  lastReview: Review.nullable(),
  /** A renewal that is on its way. */
  renewalRequestId: z.string().nullable(),
  version: z.number().int(),
  /** What the asker may do with it now; renewing by the time that is left, too. */
  permissions: z.object({
    renew: Verdict,
    cancel: Verdict,
    revoke: Verdict,
    review: Verdict,
    provision: Verdict,
  }),
});
export type AgreementSummary = z.infer<typeof AgreementSummary>;

export const AgreementPage = z.object({
  items: z.array(AgreementSummary),
  nextCursor: z.string().nullable(),
});
export type AgreementPage = z.infer<typeof AgreementPage>;

export const Agreement = AgreementSummary.extend({
  columns: z.array(z.string()),
  roles: z.array(z.string()),
  /** Every request of this agreement that the asker may see, newest first: the first one and renewals. */
  requests: z.array(
    RequestSummary.pick({ id: true, kind: true, status: true, requestedAt: true, decidedAt: true }),
  ),
  terms: TermsAcceptance.nullable(),
  nextReassessmentAt: z.iso.datetime().nullable(),
  ended: z
    .object({
      how: z.enum(["expired", "revoked", "cancelled"]),
      at: z.iso.datetime(),
      by: Doer.nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  provision: Provisioning,
  tags: z.array(z.string()),
  links: z.record(z.string(), z.string()),
  custom: z.record(z.string(), z.unknown()),
  createdAt: z.iso.datetime(),
});
export type Agreement = z.infer<typeof Agreement>;

/** What is true for the asker about one output port: the one button of the product page says it. */
export const PortStanding = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("owned") }),
  z.object({
    kind: z.literal("granted"),
    accessId: z.string(),
    endsAt: z.iso.datetime(),
    canRenew: z.boolean(),
  }),
  z.object({ kind: z.literal("upcoming"), accessId: z.string(), startsAt: z.iso.datetime() }),
  z.object({
    kind: z.literal("pending"),
    requestId: z.string(),
    status: z.enum(["requested", "needsInformation"]),
    waitingFor: z.string(),
    since: z.iso.datetime(),
  }),
  /** Asking would be approved at once. */
  z.object({ kind: z.literal("instant") }),
  z.object({ kind: z.literal("askable") }),
  z.object({ kind: z.literal("closed"), because: z.string() }),
]);
export type PortStanding = z.infer<typeof PortStanding>;

export const PortOffer = z.object({
  portId: z.string(),
  portName: z.string(),
  standing: PortStanding,
  classification: Classification.nullable(),
  personalData: z.boolean(),
  terms: Terms.nullable(),
  /** Names of columns that may be asked for; empty: the whole port. */
  columns: z.array(z.string()),
  roles: z.array(z.object({ role: z.string(), description: z.string().nullable() })),
});
export type PortOffer = z.infer<typeof PortOffer>;

/** What the request panel needs: ports, for whom the asker may ask, what would happen. */
export const AccessOffer = z.object({
  productId: z.string(),
  productName: z.string(),
  owner: TeamRef,
  answerTime: AnswerTime,
  ports: z.array(PortOffer),
  /** The asker first, then teams and products that the asker may ask for. */
  consumers: z.array(Consumer),
  cadences: z.array(z.number().int()),
  /** How many consumers hold access now, over all ports: all that everybody is told of them. */
  consumerCount: z.number().int(),
  permissions: z.object({
    /** To see every agreement and request of the product: the owning side, governance, administrators. */
    oversee: Verdict,
    /** To start a recertification, to revoke and to review. */
    recertify: Verdict,
  }),
});
export type AccessOffer = z.infer<typeof AccessOffer>;

/** A plan before anything is sent: the steps with their people and usual times. */
export const PlanPreview = z.object({
  plan: Plan,
  steps: z.array(PlannedStep.extend({ deciders: z.array(Person), answerTime: AnswerTime })),
});
export type PlanPreview = z.infer<typeof PlanPreview>;

/** A person decides for another while that one is away. */
export const Delegation = z.object({
  id: z.string(),
  from: Person,
  to: Person,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  note: z.string().nullable(),
});
export type Delegation = z.infer<typeof Delegation>;

/** A program that grants and revokes on a platform; `state` is its own to keep, never null. */
export const Connector = z.object({
  id: z.string(),
  type: z.string(),
  description: z.string().nullable(),
  connectorVersion: z.string().nullable(),
  state: z.record(z.string(), z.unknown()),
  custom: z.record(z.string(), z.unknown()),
  lastSeenAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
});
export type Connector = z.infer<typeof Connector>;

/** Access as programs see it: a request for access and, once it is approved, its agreement, under one id. */
export const AccessResource = z.object({
  id: z.string(),
  requestStatus: RequestStatus,
  /** Null before the approval. */
  agreementStatus: AgreementStatus.nullable(),
  purpose: z.string(),
  individualAgreements: z.string().nullable(),
  /** Before the approval as wished. */
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  nextReassessmentAt: z.iso.datetime().nullable(),
  provider: z.object({
    /** Null once the product is gone. */
    productId: z.string().nullable(),
    /** As the product's document names the port; null once it is gone. */
    portKey: z.string().nullable(),
    teamId: z.string(),
    /** At the time of the request. */
    contractId: z.string().nullable(),
    contractVersion: z.string().nullable(),
  }),
  /** A person by e-mail address. */
  consumer: ConsumerKey.extend({ id: z.string(), teamId: z.string().nullable() }),
  roles: z.array(z.string()),
  /** Null until something was reported. */
  provisioning: Provisioning.nullable(),
  tags: z.array(z.string()),
  links: z.record(z.string(), z.string()),
  custom: z.record(z.string(), z.unknown()),
  /** The request, or the renewal, that waits for a decision. */
  pendingRequestId: z.string().nullable(),
});
export type AccessResource = z.infer<typeof AccessResource>;
