import { z } from "zod";

import { Person, TeamRef } from "@/lib/identity/model";

export const Lifecycle = z.enum(["proposed", "draft", "active", "deprecated", "retired"]);
export type Lifecycle = z.infer<typeof Lifecycle>;

/** Weakest first. */
export const Classification = z.enum(["public", "internal", "confidential", "restricted"]);
export type Classification = z.infer<typeof Classification>;

export const Visibility = z.enum(["organization", "restricted"]);
export type Visibility = z.infer<typeof Visibility>;

export const ProductType = z.enum(["sourceAligned", "aggregate", "consumerAligned", "custom"]);
export type ProductType = z.infer<typeof ProductType>;

/** odps: Bitol's Open Data Product Standard 1.x. dps: `dataProductSpecification: 0.0.1`. */
export const ProductFormat = z.enum(["odps", "dps"]);
export type ProductFormat = z.infer<typeof ProductFormat>;

/** Whether the asker may do something, and the sentence that says why not. */
export const Verdict = z.discriminatedUnion("allowed", [
  z.object({ allowed: z.literal(true) }),
  z.object({ allowed: z.literal(false), because: z.string() }),
]);
export type Verdict = z.infer<typeof Verdict>;

/** A document as it is sent, before anything is known about it. */
export const DocumentText = z.object({
  text: z.string(),
  /** What the sender calls it; null where it is for the text to say. */
  mediaType: z.string().max(200).nullable(),
});
export type DocumentText = z.infer<typeof DocumentText>;

/** The number of a version as an address gives it. */
export const RevisionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** A document as it was registered; the UTF-8 bytes of `text` are the original. */
export const DocumentSource = z.object({
  id: z.string(),
  revision: z.number().int(),
  text: z.string(),
  mediaType: z.enum(["application/json", "application/yaml"]),
  sha256: z.string(),
});
export type DocumentSource = z.infer<typeof DocumentSource>;

/** One complaint about a document; `pointer` is a JSON Pointer into it, line and column count from 1. */
export const Complaint = z.object({
  pointer: z.string(),
  detail: z.string(),
  line: z.number().int().exactOptional(),
  column: z.number().int().exactOptional(),
});
export type Complaint = z.infer<typeof Complaint>;

/** `kind` is the standard's `type` of an authoritative definition, where there is one. */
export const Link = z.object({ label: z.string(), url: z.string(), kind: z.string().nullable() });
export type Link = z.infer<typeof Link>;

export const CustomProperty = z.object({
  property: z.string(),
  value: z.unknown(),
  description: z.string().nullable(),
});
export type CustomProperty = z.infer<typeof CustomProperty>;

export const Support = z.object({
  channel: z.string(),
  url: z.string().nullable(),
  description: z.string().nullable(),
  tool: z.string().nullable(),
});
export type Support = z.infer<typeof Support>;

/** A person the document names, with the role it gives them. */
export const DocumentPerson = Person.omit({ id: true }).extend({ role: z.string().nullable() });
export type DocumentPerson = z.infer<typeof DocumentPerson>;

/** Where data come into a product; `contractId` names the upstream contract. */
export const InputPort = z.object({
  name: z.string(),
  version: z.string().nullable(),
  contractId: z.string().nullable(),
  description: z.string().nullable(),
  /** Of the older format: the system the data come from. */
  sourceSystemId: z.string().nullable(),
  tags: z.array(z.string()),
});
export type InputPort = z.infer<typeof InputPort>;

/** One way to consume the product. */
export const OutputPort = z.object({
  /** The port's own `id` of the document, or null where it has none. */
  externalId: z.string().nullable(),
  name: z.string(),
  version: z.string().nullable(),
  description: z.string().nullable(),
  /** Free text of the standard: table, files, kafka, rest … */
  type: z.string().nullable(),
  contractId: z.string().nullable(),
  status: z.string().nullable(),
  environment: z.string().nullable(),
  autoApprove: z.boolean(),
  containsPii: z.boolean().nullable(),
  /** Connection facts that the document gives at the port itself. */
  server: z.record(z.string(), z.unknown()).nullable(),
  /** Contracts inside the product that this port is made from. */
  inputContracts: z.array(z.object({ id: z.string(), version: z.string().nullable() })),
  tags: z.array(z.string()),
  links: z.array(Link),
  customProperties: z.array(CustomProperty),
});
export type OutputPort = z.infer<typeof OutputPort>;

/** What the document says, without its ports; kept as JSON beside the queryable columns. */
export const ProductModel = z.object({
  purpose: z.string().nullable(),
  usage: z.string().nullable(),
  limitations: z.string().nullable(),
  /** The document's own words for its domain and tenant; the domain that counts is the owner team's. */
  domainName: z.string().nullable(),
  tenant: z.string().nullable(),
  links: z.array(Link),
  support: z.array(Support),
  people: z.array(DocumentPerson),
  synonyms: z.array(z.string()),
  customProperties: z.array(CustomProperty),
});
export type ProductModel = z.infer<typeof ProductModel>;

/** A whole readable document of either format, before it is registered. */
export const ParsedProduct = ProductModel.extend({
  id: z.string(),
  name: z.string(),
  status: Lifecycle,
  type: ProductType.nullable(),
  version: z.string().nullable(),
  /** `team.name` (odps) or `info.owner` (dps): a team id; null where the document names none. */
  ownerTeamId: z.string().nullable(),
  /** From the custom property `visibility`; null where the document does not say. */
  visibility: Visibility.nullable(),
  tags: z.array(z.string()),
  format: ProductFormat,
  apiVersion: z.string(),
  inputPorts: z.array(InputPort),
  outputPorts: z.array(OutputPort),
});
export type ParsedProduct = z.infer<typeof ParsedProduct>;

export const DataProduct = ParsedProduct.omit({ ownerTeamId: true, visibility: true }).extend({
  ownerTeam: TeamRef,
  domain: TeamRef.nullable(),
  visibility: Visibility,
  /** Name of the person who decided the visibility in the portal; null while the document decides. */
  visibilitySetBy: z.string().nullable(),
  /** What the standard objects to; empty for people who may not edit the product. */
  warnings: z.array(Complaint),
  revision: z.number().int(),
  sha256: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** What the asker may do with it; removing is allowed to whoever may edit. */
  permissions: z.object({ edit: Verdict }),
});
export type DataProduct = z.infer<typeof DataProduct>;

/** What a list shows of a product. */
export const ProductSummary = DataProduct.pick({
  id: true,
  name: true,
  status: true,
  type: true,
  version: true,
  purpose: true,
  ownerTeam: true,
  domain: true,
  visibility: true,
  tags: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
}).extend({ portTypes: z.array(z.string()) });
export type ProductSummary = z.infer<typeof ProductSummary>;

export const ProductPage = z.object({ items: z.array(ProductSummary), nextCursor: z.string().nullable() });
export type ProductPage = z.infer<typeof ProductPage>;

/** How many products there are of each status; statuses without products are left out. */
export const StatusCounts = z.partialRecord(Lifecycle, z.number().int());
export type StatusCounts = z.infer<typeof StatusCounts>;

/** A domain in the list of domains; it counts the products of the domain and of all teams below it. */
export const DomainSummary = TeamRef.extend({
  description: z.string().nullable(),
  /** The domain above, where domains are nested. */
  parent: TeamRef.nullable(),
  teamCount: z.number().int(),
  productCount: z.number().int(),
  statuses: StatusCounts,
});
export type DomainSummary = z.infer<typeof DomainSummary>;

/** A team below a domain or team, with its own products counted. */
export const TeamSummary = TeamRef.extend({
  type: z.string(),
  parentId: z.string().nullable(),
  /** Levels below the team that was asked for: its children have 1. */
  depth: z.number().int(),
  productCount: z.number().int(),
});
export type TeamSummary = z.infer<typeof TeamSummary>;

/** Everything that a domain's page shows; counts are of what the asker may see. */
export const DomainOverview = DomainSummary.extend({
  path: z.array(TeamRef),
  teams: z.array(TeamSummary),
  products: ProductPage,
});
export type DomainOverview = z.infer<typeof DomainOverview>;

/** What a team's page shows beside the team itself: its own products and those of the teams below. */
export const TeamOverview = TeamRef.extend({
  domain: TeamRef.nullable(),
  teams: z.array(TeamSummary),
  productCount: z.number().int(),
  statuses: StatusCounts,
  products: ProductPage,
});
export type TeamOverview = z.infer<typeof TeamOverview>;

/** What waits on the first page for the person who is signed in. */
export const HomeFeed = z.object({
  /** Changed last, newest first. */
  recent: z.array(ProductSummary),
  /** Of the asker's own teams. */
  mine: z.array(ProductSummary),
  mineCount: z.number().int(),
  /** Products that the asker may edit and whose documents are not right by their standard. */
  needsAttention: z.array(TeamRef.extend({ warningCount: z.number().int() })),
});
export type HomeFeed = z.infer<typeof HomeFeed>;

/** A product on the other side of a contract. */
export const Neighbour = z.object({
  product: ProductSummary,
  /** The contracts that connect the two. */
  contractIds: z.array(z.string()),
});
export type Neighbour = z.infer<typeof Neighbour>;

/** The products before and after a product, of those that the asker may see. */
export const ProductNeighbours = z.object({
  /** Products that provide what the input ports name. */
  upstream: z.array(Neighbour),
  /** Products whose input ports name a contract of an output port. */
  downstream: z.array(Neighbour),
  /** Input ports that lead to no registered product, or to one that the asker may not see. */
  unresolved: z.array(InputPort),
});
export type ProductNeighbours = z.infer<typeof ProductNeighbours>;

/** Who did it: a person, an API key, a webhook source or a job, with the name that pages show. */
export const ActorRef = z.object({
  kind: z.enum(["user", "key", "webhook", "job"]),
  id: z.string(),
  name: z.string(),
});
export type ActorRef = z.infer<typeof ActorRef>;

/** One text that changed a document. */
export const DocumentVersion = z.object({
  revision: z.number().int(),
  version: z.string().nullable(),
  sha256: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  by: ActorRef,
  createdAt: z.iso.datetime(),
});
export type DocumentVersion = z.infer<typeof DocumentVersion>;

/** Newest first. */
export const VersionPage = z.object({ items: z.array(DocumentVersion), nextCursor: z.string().nullable() });
export type VersionPage = z.infer<typeof VersionPage>;

/** One difference between two documents; arrays of named things are compared by name. */
export const Change = z.object({
  pointer: z.string(),
  kind: z.enum(["added", "removed", "changed"]),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type Change = z.infer<typeof Change>;

/** A line of a text diff. */
export const DiffLine = z.object({
  kind: z.enum(["same", "added", "removed"]),
  text: z.string(),
  before: z.number().int().nullable(),
  after: z.number().int().nullable(),
});
export type DiffLine = z.infer<typeof DiffLine>;

export const VersionDiff = z.object({
  from: DocumentVersion.nullable(),
  to: DocumentVersion,
  changes: z.array(Change),
  lines: z.array(DiffLine),
  /** Whether the texts differ in more than is listed. */
  truncated: z.boolean(),
});
export type VersionDiff = z.infer<typeof VersionDiff>;

export const RegistrationKind = z.enum(["team", "dataproduct", "datacontract"]);
export type RegistrationKind = z.infer<typeof RegistrationKind>;

/** What happened, or with a dry run would happen, to one document. */
export const Registration = z.object({
  kind: RegistrationKind.nullable(),
  id: z.string().nullable(),
  outcome: z.enum(["created", "updated", "unchanged", "refused"]),
  revision: z.number().int().nullable(),
  /** What differs from the registered document; told by a dry run only. */
  changes: z.array(Change),
  warnings: z.array(Complaint),
  /** Why it was refused: a sentence, and the places. */
  problem: z.object({ status: z.number().int(), detail: z.string(), errors: z.array(Complaint) }).nullable(),
});
export type Registration = z.infer<typeof Registration>;

/** What happened to each of many documents, in the order in which they came. */
export const Registrations = z.object({
  results: z.array(Registration),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
});
export type Registrations = z.infer<typeof Registrations>;
