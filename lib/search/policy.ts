import {
  type Actor,
  allow,
  type Decision,
  deny,
  hasTeamRole,
  seesEverything,
  teamIdsOf,
} from "@/lib/platform/actor";
import { EVERYONE } from "@/lib/platform/engines/search/model";

/** Everyone who is known may search; what they find is filtered by the engine. */
export const canSearch = (): Decision => allow;

/** The visibility keys of the actor: a document is found if it carries one of them; null finds everything. */
export const visibilityOf = (actor: Actor): string[] | null =>
  seesEverything(actor) ? null : [EVERYONE, ...teamIdsOf(actor)];

/** Saved and recent searches, and requests for data, belong to a person. */
export function canKeepSearches(actor: Actor): Decision {
  return actor.kind === "user" ? allow : deny("Only a signed-in person keeps searches or asks for data.");
}

/** What people looked for in vain concerns those who could provide it. */
export function canReadMisses(actor: Actor): Decision {
  const ownsSomething = teamIdsOf(actor).some((teamId) => hasTeamRole(actor, teamId, ["owner"]));
  return seesEverything(actor) || ownsSomething
    ? allow
    : deny("Only governance, administrators and owners of a team read what was searched in vain.");
}

export function canReadIndexStatus(actor: Actor): Decision {
  return seesEverything(actor)
    ? allow
    : deny("Only governance and administrators see the state of the index.");
}

export function canRebuildIndex(actor: Actor): Decision {
  return actor.orgRole === "admin"
    ? allow
    : deny("Only an administrator or a write key of the organisation rebuilds the index.");
}
