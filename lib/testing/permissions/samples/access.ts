import type { Persona } from "../personas";
import type { Sample } from "../sample";
import type { World } from "../world";

const nothing = () => ({});
const RESTRICTED = "a data product restricted to the team";
const AT_OWNER = "a request for a product of the team, at the owner's step";
const AT_GOVERNANCE = "a request for personal data of the team, at governance's step";
const HELD = "access to a product of the team, held by a person of another domain";

const atOwner = ({ requests: { atOwner: requestId } }: World) => ({ requestId });
const held = ({ agreements: { held: accessId } }: World) => ({ accessId });

/** Whom the persona asks for: people for themselves, keys and jobs for their team. */
const ownConsumer = ({ userId, actor }: Persona) =>
  userId === null ? { kind: "team", id: actor?.teamId ?? "lab" } : { kind: "user", id: userId };

/** The document that asks for access, as clients put it. */
export function putBody(dataProductId: string, who: Persona) {
  const { kind, id } = ownConsumer(who);
  return {
    info: { purpose: "Forecasting demand" },
    provider: { dataProductId, outputPortId: "table" },
    consumer: kind === "user" ? { userId: id } : { teamId: id },
  };
}

/** Whether whoever asks may query a product, as OpenID AuthZEN asks. */
export const evaluation = (id: string) => ({
  subject: { type: "user", id: "current_user" },
  resource: { type: "data_product", id, properties: { outputPortId: "table" } },
  action: { name: "query" },
});

const wish = { portId: "table", purpose: "Forecasting demand", durationDays: 90 };

const shows =
  (id: (world: World) => string) =>
  (value: unknown, world: World): boolean =>
    JSON.stringify(value).includes(id(world));

export const accessSamples: Record<string, Sample> = {
  "access.requestAccess": {
    about: "an output port that everybody sees, for oneself or one's own team",
    input: ({ open: { productId } }, who) => ({ ...wish, productId, consumer: ownConsumer(who) }),
  },
  "access.getOffer": { about: RESTRICTED, input: ({ secret: { productId } }) => ({ productId }) },
  "access.previewPlan": {
    about: "an output port that everybody sees, for oneself or one's own team",
    input: ({ open: { productId } }, who) => ({ productId, portId: "table", consumer: ownConsumer(who) }),
  },
  "access.renewAgreement": { about: HELD, input: (world) => ({ ...held(world), durationDays: 90 }) },
  "access.getRequest": { about: AT_OWNER, input: atOwner },
  "access.listRequests": {
    about: AT_OWNER,
    input: () => ({ view: "all" }),
    shows: shows(({ requests }) => requests.atOwner),
  },
  "access.countWaiting": { about: "what waits for oneself", input: nothing },
  "access.approveRequest": { about: AT_OWNER, input: atOwner },
  "access.rejectRequest": {
    about: AT_GOVERNANCE,
    input: ({ requests: { atGovernance: requestId } }) => ({ requestId, note: "Not for this." }),
  },
  "access.approveRequests": {
    about: AT_OWNER,
    input: ({ requests: { atOwner: id } }) => ({ requestIds: [id] }),
    refusal: (value) => (value as { refused: { detail: string }[] }).refused[0]?.detail ?? null,
  },
  "access.askForInformation": {
    about: AT_OWNER,
    input: (world) => ({ ...atOwner(world), note: "What for?" }),
  },
  "access.answerRequest": {
    about: "a request that was asked back about",
    input: ({ requests: { askedBack: requestId } }) => ({ requestId, note: "For the plan." }),
  },
  "access.cancelRequest": { about: AT_OWNER, input: atOwner },
  "access.delegateDecisions": {
    about: "one's own decisions",
    input: () => ({ toUserId: "usr_other", startsAt: "2026-12-02", endsAt: "2026-12-09" }),
  },
  "access.endDelegation": {
    about: "decisions that the owner has handed over",
    input: ({ delegationId: id }) => ({ id }),
  },
  "access.listDelegations": { about: "one's own delegations", input: nothing },
  "access.listStandIns": { about: "people of one's own teams", input: nothing },
  "access.getAgreement": { about: HELD, input: held },
  "access.listAgreements": {
    about: HELD,
    input: nothing,
    shows: shows(({ agreements }) => agreements.held),
  },
  "access.cancelAgreement": { about: HELD, input: held },
  "access.revokeAgreement": { about: HELD, input: (world) => ({ ...held(world), reason: "Misused." }) },
  "access.startRecertification": {
    about: "the output port of a product of the team",
    input: ({ reviewedPort: { productId, portId } }) => ({ productId, portId }),
  },
  "access.decideReview": {
    about: "access to a product of the team that is up for review",
    input: ({ agreements: { reviewed: accessId } }) => ({ accessId, decision: "keep" }),
  },
  "access.confirmByHand": { about: HELD, input: (world) => ({ ...held(world), done: "granted" }) },
  "access.retryProvisioning": {
    about: "access to a product of the team that its platform failed to grant",
    input: ({ agreements: { failed: accessId } }) => ({ accessId }),
  },
  "access.reportProvisioning": {
    about: HELD,
    input: (world) => ({ ...held(world), transition: "provisioning-succeeded" }),
  },
  "access.putProvisioning": { about: HELD, input: (world) => ({ ...held(world), status: "provisioned" }) },
  "access.getProvisioning": { about: HELD, input: held },
  "access.putConnector": {
    about: "a connector of a platform",
    input: () => ({ id: "databricks", document: { info: { type: "databricks" } } }),
  },
  "access.getConnector": { about: "a connector of a platform", input: () => ({ id: "snowflake" }) },
  "access.removeConnector": { about: "a connector of a platform", input: () => ({ id: "snowflake" }) },
  "access.listConnectors": { about: "all connectors", input: nothing },
  "access.putAccess": {
    about: "access for oneself or one's own team, as clients put it",
    input: ({ open }, who) => ({ id: "new-access", ...putBody(open.productId, who) }),
  },
  "access.getAccess": { about: AT_OWNER, input: ({ requests: { atOwner: id } }) => ({ id }) },
  "access.listAccess": {
    about: AT_OWNER,
    input: nothing,
    shows: shows(({ requests }) => requests.atOwner),
  },
  "access.removeAccess": { about: AT_OWNER, input: ({ requests: { atOwner: id } }) => ({ id }) },
  "access.getAccessStatus": {
    about: RESTRICTED,
    input: ({ secret: { productId } }) => ({ productId, portId: "table" }),
  },
  "access.evaluateAccess": {
    about: RESTRICTED,
    input: ({ secret: { productId } }) => evaluation(productId),
  },
  "access.turnAgreements": { about: "everything whose time has come", input: nothing },
  "access.handToReview": {
    about: "the access of somebody who has left",
    input: () => ({ userId: "usr_consumer", left: null }),
  },
  "access.chaseRequests": { about: "everything whose time has come", input: nothing },
};
