/** What a question is about; null: about nothing in particular. */
export type ThingKind = "product" | "contract" | "team" | "request" | "access";

export type Question = {
  /** The operation that decides. */
  name: string;
  label: string;
  thing: ThingKind | null;
  /** The least that the operation needs to decide about the thing. */
  input: (id: string) => Record<string, unknown>;
};

/** How the things are called, and where their ids are found. */
export const THINGS: Readonly<Record<ThingKind, string>> = {
  product: "data product",
  contract: "data contract",
  team: "team",
  request: "access request",
  access: "access",
};

const byId = (id: string) => ({ id });
const byAccess = (accessId: string) => ({ accessId });
const byRequest = (requestId: string) => ({ requestId });
const noInput = () => ({});

const text = (document: Record<string, unknown>) => ({
  text: JSON.stringify(document),
  mediaType: "application/json",
});

/** A version that no change is too great for. */
const version = "99999.0.0";

/** A document without a team: it stays with the one that has it. */
const productOf = (id: string) => ({
  apiVersion: "v1.0.0",
  kind: "DataProduct",
  id,
  version,
  status: "active",
});
const contractOf = (id: string) => ({
  apiVersion: "v3.1.0",
  kind: "DataContract",
  id,
  version,
  status: "active",
});

/** A registration as it would be asked for, whatever the standard objects to. */
const registering = (id: string, document: Record<string, unknown>) => ({
  ...{ id, document: text(document), saveWithWarnings: true },
});

const NEW_ID = "new-for-the-question";

/** The questions "why not me?" that can be asked, of the operations that people miss. */
export const QUESTIONS: readonly Question[] = [
  { name: "catalog.getProduct", label: "See a data product", thing: "product", input: byId },
  {
    ...{
      name: "catalog.registerProduct",
      label: "Register a new version of a data product",
      thing: "product",
    },
    input: (id) => registering(id, productOf(id)),
  },
  {
    ...{ name: "catalog.setVisibility", label: "Decide who sees a data product", thing: "product" },
    input: (id) => ({ id, visibility: "restricted" }),
  },
  { name: "catalog.removeProduct", label: "Remove a data product", thing: "product", input: byId },
  { name: "contracts.getContract", label: "See a data contract", thing: "contract", input: byId },
  {
    ...{
      name: "contracts.registerContract",
      label: "Register a new version of a data contract",
      thing: "contract",
    },
    input: (id) => registering(id, contractOf(id)),
  },
  { name: "contracts.removeContract", label: "Remove a data contract", thing: "contract", input: byId },
  {
    ...{ name: "contracts.previewRegistration", label: "Register anything at all", thing: null },
    input: () => ({ items: [text(productOf(NEW_ID))], saveWithWarnings: true }),
  },
  { name: "identity.removeTeam", label: "Remove a team", thing: "team", input: byId },
  {
    ...{ name: "identity.createApiKey", label: "Make an API key of a team", thing: "team" },
    input: (teamId) => ({ name: "Key", scope: "team", access: "write", teamId }),
  },
  { name: "access.getRequest", label: "See a request", thing: "request", input: byRequest },
  { name: "access.approveRequest", label: "Decide a request", thing: "request", input: byRequest },
  {
    ...{ name: "access.askForInformation", label: "Ask back about a request", thing: "request" },
    input: (requestId) => ({ requestId, note: "Why?" }),
  },
  { name: "access.cancelRequest", label: "Withdraw a request", thing: "request", input: byRequest },
  { name: "access.getAgreement", label: "See access", thing: "access", input: byAccess },
  {
    ...{ name: "access.renewAgreement", label: "Ask for the renewal of access", thing: "access" },
    input: (accessId) => ({ accessId, durationDays: 90 }),
  },
  { name: "access.cancelAgreement", label: "Give access back", thing: "access", input: byAccess },
  {
    ...{ name: "access.revokeAgreement", label: "Take access away", thing: "access" },
    input: (accessId) => ({ accessId, reason: "Why?" }),
  },
  {
    ...{ name: "access.decideReview", label: "Keep access after a review", thing: "access" },
    input: (accessId) => ({ accessId, decision: "keep" }),
  },
  {
    ...{ name: "access.confirmByHand", label: "Confirm that access is granted", thing: "access" },
    input: (accessId) => ({ accessId, done: "granted" }),
  },
  { name: "identity.listUsers", label: "Manage people", thing: null, input: noInput },
  { name: "events.listJobs", label: "See background work", thing: null, input: noInput },
  { name: "search.rebuildIndex", label: "Rebuild the search index", thing: null, input: noInput },
  { name: "search.listMisses", label: "See what was searched in vain", thing: null, input: noInput },
];
