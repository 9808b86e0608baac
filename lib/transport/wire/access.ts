import "server-only";

import type { AccessResource, Provisioning } from "@/lib/access/model";
import { invalid } from "@/lib/platform/errors";

import { readJson, readQuery } from "../route";

type Params = Record<string, string>;

/** The input of `access.putAccess`. What the address says and the body says must be the same. */
export async function readAccess(request: Request, { id = "" }: Params) {
  const body = await readJson(request);
  if (body.id !== undefined && body.id !== id) {
    const detail = `The document's id is not the one of the address, ${id}.`;
    throw invalid(detail, [{ pointer: "#/id", detail }]);
  }
  return { ...body, id };
}

const CONSUMER_KINDS: Readonly<Record<string, string>> = {
  dataproduct: "product",
  team: "team",
  user: "user",
};

/** The input of `access.listAccess`: empty filters do not narrow, unknown parameters are passed over. */
export function readAccessFilter(request: Request) {
  const query = readQuery(request);
  const { providerDataProductId, consumerDataProductId, consumerType, p, pageSize } = query;
  const kind =
    typeof consumerType === "string" ? (CONSUMER_KINDS[consumerType] ?? consumerType) : consumerType;
  return Object.fromEntries(
    Object.entries({
      providerProductId: providerDataProductId,
      consumerProductId: consumerDataProductId,
      consumerKind: kind,
      ...{ p, pageSize },
    }).filter(([, value]) => value !== undefined && value !== ""),
  );
}

/** Clients know three states and a flag; ours say more. */
function statusOf({ requestStatus }: AccessResource): "requested" | "approved" | "rejected" {
  switch (requestStatus) {
    case "requested":
    case "needsInformation":
      return "requested";
    case "approved":
      return "approved";
    case "rejected":
    case "cancelled":
    case "lapsed":
      return "rejected";
  }
}

const UNKNOWN = "unknown";

/** Midnight in UTC as clients write dates. */
const dayOf = (moment: string): string => moment.slice(0, 10);

const dated = (name: string, moment: string | null) => (moment === null ? {} : { [name]: dayOf(moment) });

/** Access as clients of the wire read it. */
export function toWireAccess(access: AccessResource) {
  const { provider, provisioning, individualAgreements } = access;
  return {
    dataUsageAgreementSpecification: "0.0.1",
    id: access.id,
    info: {
      purpose: access.purpose,
      ...(individualAgreements !== null && { individualAgreements }),
      status: statusOf(access),
      active: access.agreementStatus === "active",
      ...dated("startDate", access.startsAt),
      ...dated("endDate", access.endsAt),
      ...dated("nextReassessmentDate", access.nextReassessmentAt),
    },
    provider: {
      teamId: provider.teamId,
      dataProductId: provider.productId ?? UNKNOWN,
      outputPortId: provider.portKey ?? UNKNOWN,
      ...(provider.contractId !== null && { dataContractId: provider.contractId }),
      ...(provider.contractVersion !== null && { dataContractVersion: provider.contractVersion }),
    },
    consumer: toWireConsumer(access),
    roles: access.roles,
    ...(provisioning && { provisioning: toWireProvisioning(provisioning) }),
    ...{ tags: access.tags, links: access.links, custom: access.custom },
  };
}

/** Connectors grant to the people of a product's team: they are told it. */
function toWireConsumer({ consumer: { kind, id, teamId } }: AccessResource) {
  switch (kind) {
    case "product":
      return { dataProductId: id, ...(teamId !== null && { teamId }) };
    case "team":
      return { teamId: id };
    case "user":
      return { userId: id };
  }
}

const STATES: Readonly<Record<Provisioning["status"], string>> = {
  // It was reported before: only a failure waits again.
  pending: "provisioning-failed",
  provisioning: "provisioning",
  provisioned: "provisioned",
  provisioningFailed: "provisioning-failed",
  deprovisioning: "deprovisioning",
  deprovisioned: "deprovisioned",
  deprovisioningFailed: "deprovisioning-failed",
};

/** Ours alone: clients of the wire know neither. */
const OWN = ["mode", "attempts"];

/** What platforms have done, as connectors read it; what is not known is left out. */
export function toWireProvisioning(provisioning: Provisioning) {
  const known = Object.entries(provisioning).filter(([name, value]) => value !== null && !OWN.includes(name));
  return { ...Object.fromEntries(known), status: STATES[provisioning.status] };
}

/** Our word for a state as connectors write it; null for one that is none of theirs. */
export const toState = (word: unknown): string | null =>
  Object.entries(STATES).find(([state, wire]) => state !== "pending" && wire === word)?.[0] ?? null;
