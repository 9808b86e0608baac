import "server-only";

import { z } from "zod";

import { getVisibleProduct } from "@/lib/catalog";
import { rolesBelow } from "@/lib/identity";
import { type Actor, allow, deny, seesEverything } from "@/lib/platform/actor";
import { DomainError, notFound } from "@/lib/platform/errors";
import { query, type Scope } from "@/lib/platform/operation";
import { storable } from "@/lib/platform/storable";

import type { PortStanding } from "../model";
import { namesOf } from "../policy/asker";
import { standingsOf } from "./standing";
import { type ConsumerPlace, findPerson, resolveConsumer, type Target, unprotectedTarget } from "./target";

export const getAccessStatus = query({
  name: "access.getAccessStatus",
  summary: "Tell whether the asker has access to an output port, and whether they could ask for it.",
  input: z.object({ productId: z.string(), portId: z.string() }),
  output: z.object({
    dataProductId: z.string(),
    outputPortId: z.string(),
    dataContractId: z.string().nullable(),
    outputPortType: z.string().nullable(),
    canGetInstantAccess: z.boolean(),
    canGetInstantAccessReason: z.string().nullable(),
    accessId: z.string().nullable(),
    accessStatus: z.enum(["requested", "approved"]).nullable(),
    accessLifecycleStatus: z.enum(["requested", "upcoming", "active"]).nullable(),
    canRequestAccess: z.boolean(),
    canRequestAccessReason: z.string().nullable(),
  }),
  load: ({ db, actor }, { productId }) => getVisibleProduct(db, actor, productId),
  allow: () => allow,
  async run(scope, { productId, portId }) {
    const target = await unprotectedTarget(scope.db, productId, portId);
    if (!target) throw notFound("Output port", portId);
    const standing = await standingOf(scope, target, await placeOf(scope, scope.actor));
    return {
      dataProductId: productId,
      outputPortId: target.port.externalId ?? target.port.name,
      ...{ dataContractId: target.port.contractId, outputPortType: target.port.type },
      ...instantly(standing),
      ...soFar(standing),
      ...askably(standing),
    };
  },
});

function instantly({ kind }: PortStanding) {
  const canGetInstantAccess = kind === "instant";
  return {
    canGetInstantAccess,
    canGetInstantAccessReason: canGetInstantAccess ? null : "Somebody has to decide, or has decided already.",
  };
}

function soFar(standing: PortStanding) {
  switch (standing.kind) {
    case "granted":
      return {
        accessId: standing.accessId,
        accessStatus: "approved",
        accessLifecycleStatus: "active",
      } as const;
    case "upcoming":
      return {
        accessId: standing.accessId,
        accessStatus: "approved",
        accessLifecycleStatus: "upcoming",
      } as const;
    case "pending":
      return { accessId: standing.requestId, ...REQUESTED } as const;
    case "owned":
    case "instant":
    case "askable":
    case "closed":
      return { accessId: null, accessStatus: null, accessLifecycleStatus: null };
  }
}

const REQUESTED = { accessStatus: "requested", accessLifecycleStatus: "requested" } as const;

function askably(standing: PortStanding) {
  const canRequestAccess = standing.kind === "askable" || standing.kind === "instant";
  return {
    canRequestAccess,
    canRequestAccessReason: canRequestAccess ? null : WORDS[standing.kind](standing),
  };
}

const WORDS: Readonly<Record<PortStanding["kind"], (standing: PortStanding) => string>> = {
  granted: () => "You have access.",
  owned: () => "Your team owns the data product.",
  upcoming: () => "Your access is approved and has not begun.",
  pending: () => "Your request waits for a decision.",
  askable: () => "You have no access. You can ask for it.",
  instant: () => "You have no access. You would get it at once.",
  closed: (standing) => (standing.kind === "closed" ? standing.because : "Nobody can ask for this port."),
};

/** OpenID AuthZEN: may a subject do something with a resource? */
export const evaluateAccess = query({
  name: "access.evaluateAccess",
  summary: "Decide whether somebody may read an output port at this moment, with the reason.",
  input: storable(
    z.object({
      subject: z.object({ type: z.string().max(100), id: z.string().max(320) }),
      resource: z.object({
        type: z.string().max(100),
        id: z.string().max(256),
        properties: z.looseObject({ outputPortId: z.string().max(256).nullish() }).nullish(),
      }),
      action: z.looseObject({ name: z.string().max(100) }).nullish(),
    }),
  ),
  output: z.object({
    decision: z.boolean(),
    context: z.object({
      reasons: z.array(
        z.object({
          id: z.string(),
          reason_admin: z.record(z.string(), z.string()),
          reason_user: z.record(z.string(), z.string()),
        }),
      ),
    }),
  }),
  load: () => null,
  allow: (actor, _subject, { subject }) =>
    isAsker(actor, subject.id) || seesEverything(actor)
      ? allow
      : deny("Only governance, administrators and keys of the organisation ask about others."),
  async run(scope, { subject, resource }) {
    const target = await visibleTarget(scope, resource.id, resource.properties?.outputPortId ?? null);
    if (target === null) return verdict(false, "unknown_resource", "There is no such output port.");
    const standing = isAsker(scope.actor, subject.id)
      ? await standingOf(scope, target, await placeOf(scope, scope.actor))
      : await standingOfOther(scope, target, subject.id);
    if (standing === null) return verdict(false, "unknown_subject", "There is no such person.");
    const isAllowed = standing.kind === "granted" || standing.kind === "owned";
    return verdict(isAllowed, standing.kind, WORDS[standing.kind](standing));
  },
});

const verdict = (decision: boolean, id: string, because: string) => ({
  decision,
  context: { reasons: [{ id, reason_admin: { en: because }, reason_user: { en: because } }] },
});

const isAsker = (actor: Actor, subjectId: string): boolean =>
  subjectId === "current_user" || namesOf(actor).includes(subjectId);

/** What the asker may not see does not exist; a product with one port needs no name for it. */
async function visibleTarget({ db, actor }: Scope, productId: string, portKey: string | null) {
  try {
    const { outputPorts } = await getVisibleProduct(db, actor, productId);
    const only = outputPorts.length === 1 ? (outputPorts[0]?.name ?? "") : "";
    return await unprotectedTarget(db, productId, portKey ?? only);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}

/** Where the asker stands: as a person, or as the team whose key they use. */
async function placeOf(scope: Scope, { kind, id, teamId }: Actor): Promise<ConsumerPlace | null> {
  if (kind === "user") return findPerson(scope.db, id);
  return teamId === null ? null : resolveConsumer(scope, { kind: "team", id: teamId });
}

async function standingOf(
  scope: Pick<Scope, "db" | "actor" | "now">,
  target: Target,
  place: ConsumerPlace | null,
): Promise<PortStanding> {
  return (await standingsOf(scope, [target], place)).get(target.portId) ?? { kind: "askable" };
}

async function standingOfOther(
  { db, now }: Scope,
  target: Target,
  name: string,
): Promise<PortStanding | null> {
  const place = await findPerson(db, name);
  if (!place) return null;
  const roles = await Promise.all(place.places.map(({ id }) => rolesBelow(db, id, "member")));
  const actor: Actor = {
    ...{ kind: "user", id: place.consumerId, name: place.name, email: name, orgRole: "member" },
    ...{ teamId: null, teamRoles: new Map(roles.flatMap((below) => [...below])), readOnly: true },
  };
  return standingOf({ db, actor, now }, target, place);
}
