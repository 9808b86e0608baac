import {
  type Actor,
  allow,
  type Decision,
  deny,
  hasTeamRole,
  seesEverything,
  teamIdsOf,
  type TeamRole,
} from "@/lib/platform/actor";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { Audience } from "@/lib/platform/outbox";

import type { Visibility } from "./model";

/** The team that owns a document, with every team above it. */
export type OwnerTeam = { id: string; ancestorIds: readonly string[] };

type Readable = { ownerTeamId: string; visibility: Visibility };

const WRITERS: readonly TeamRole[] = ["owner", "editor"];

/** Restricted products exist for the owner team's own people and for those who see everything. */
export const canReadProduct = (actor: Actor, { ownerTeamId, visibility }: Readable): boolean =>
  visibility === "organization" || seesEverything(actor) || actor.teamRoles.has(ownerTeamId);

/** The same rule as `canReadProduct`, as a filter. */
export function productsVisibleTo(actor: Actor): Prisma.DataProductWhereInput {
  if (seesEverything(actor)) return {};
  return { OR: [{ visibility: "organization" }, { ownerTeamId: { in: teamIdsOf(actor) } }] };
}

/** Who hears of the product's events; null is everybody. */
export const audienceOf = ({ ownerTeamId, visibility }: Readable): Audience | null =>
  visibility === "organization" ? null : { teamIds: [ownerTeamId], userIds: [] };

/** Owners and editors of the team or of a team above it; administrators and the portal's own jobs everywhere. */
export function canRegister(actor: Actor, owner: OwnerTeam): Decision {
  if (actor.readOnly) return deny("This key may only read: registering needs a write key.");
  return writes(actor, owner) ? allow : deny(`You may not register for the team ${owner.id}.`);
}

/** Whoever replaces a document must be allowed to write for the team that has it now. */
export function canReplace(actor: Actor, present: OwnerTeam): Decision {
  if (actor.readOnly) return deny("This key may only read: registering needs a write key.");
  return writes(actor, present) ? allow : deny("It belongs to a team that you may not register for.");
}

/** Whether there is any team at all that the actor may register for. */
export function canRegisterSomewhere(actor: Actor): Decision {
  if (actor.readOnly) return deny("This key may only read: registering needs a write key.");
  const writesSomewhere = writesEverywhere(actor) || writableTeamIds(actor).length > 0;
  return writesSomewhere ? allow : deny("You are neither owner nor editor of any team.");
}

/** The teams that the actor registers for by role in them. */
export const writableTeamIds = (actor: Actor): string[] =>
  teamIdsOf(actor).filter((id) => hasTeamRole(actor, id, WRITERS));

/** Changing or removing what is registered. */
export function canEditProduct(actor: Actor, { ownerTeamId }: Pick<Readable, "ownerTeamId">): Decision {
  if (actor.readOnly) return deny("This key may only read.");
  return writes(actor, { id: ownerTeamId, ancestorIds: [] })
    ? allow
    : deny("Only owners and editors of its team may change this product.");
}

const writesEverywhere = (actor: Actor): boolean => actor.kind === "job" || actor.orgRole === "admin";

/** A team that was registered a moment ago is not among the actor's roles yet, but the teams above it are. */
const writes = (actor: Actor, { id, ancestorIds }: OwnerTeam): boolean =>
  writesEverywhere(actor) || [id, ...ancestorIds].some((team) => hasTeamRole(actor, team, WRITERS));
