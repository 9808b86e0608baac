/**
 * What our events are called in the feed, after the names that clients of this API know. An event that is not here
 * has a name of its own (`identity.user.deactivated` is UserDeactivated): clients pass over names they do not know.
 */
const NAMES = new Map(
  Object.entries({
    "catalog.product.visibilitySet": "DataProductUpdated",
    "catalog.product.removed": "DataProductDeleted",
    "contracts.contract.removed": "DataContractDeleted",
    "identity.team.removed": "TeamDeleted",
    "access.agreement.created": "AccessCreated",
    "access.agreement.updated": "AccessUpdated",
    "access.agreement.renewed": "AccessUpdated",
    "access.agreement.removed": "AccessDeleted",
    "access.request.submitted": "AccessRequested",
    "access.request.approved": "AccessApproved",
    "access.request.rejected": "AccessRejected",
    "access.request.cancelled": "AccessCanceled",
    "access.agreement.activated": "AccessActivated",
    "access.agreement.ended": "AccessDeactivated",
    "access.provisioning.started": "AccessProvisioningStarted",
    "access.provisioning.succeeded": "AccessProvisioned",
    "access.provisioning.failed": "AccessProvisioningFailed",
    "access.provisioning.deprovisioningStarted": "AccessDeprovisioningStarted",
    "access.provisioning.deprovisioned": "AccessDeprovisioned",
    "access.provisioning.deprovisioningFailed": "AccessDeprovisioningFailed",
  }),
);

/** Registrations, of which the first one creates. */
const REGISTERED = new Map(
  Object.entries({
    "catalog.product.registered": "DataProduct",
    "contracts.contract.registered": "DataContract",
    "identity.team.registered": "Team",
  }),
);

/** The state that a report about provisioning leads to, in the words of the provisioning record. */
const PROVISIONING_STATES = new Map(
  Object.entries({
    "access.provisioning.started": "provisioning",
    "access.provisioning.succeeded": "provisioned",
    "access.provisioning.failed": "provisioning-failed",
    "access.provisioning.deprovisioningStarted": "deprovisioning",
    "access.provisioning.deprovisioned": "deprovisioned",
    "access.provisioning.deprovisioningFailed": "deprovisioning-failed",
  }),
);

type Told = { type: string; payload: Readonly<Record<string, unknown>> };

/** The name of an event in the feed: what stands between the prefix and `Event` in its type. */
export function feedNameOf({ type, payload }: Told): string {
  const registered = REGISTERED.get(type);
  if (registered !== undefined) return registered + (payload.isNew === true ? "Created" : "Updated");
  return NAMES.get(type) ?? ownName(type);
}

const ownName = (type: string): string => type.split(".").slice(1).map(capitalized).join("");

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What the data of an event say besides id and time. */
export function factsOf({ type, payload }: Told): { status?: string; platform?: string } {
  const status = PROVISIONING_STATES.get(type);
  if (status === undefined) return {};
  return { status, ...(typeof payload.platform === "string" && { platform: payload.platform }) };
}
