import { type Actor, allow, type Decision, deny, hasTeamRole, seesEverything } from "@/lib/platform/actor";

type Readable = {
  ownerTeamId: string;
  visibility: "organization" | "restricted";
  /** Some products are offered under it, and the asker may see none of them. */
  isOnlyInHiddenProducts: boolean;
};

/**
 * A contract is seen by its owner team. Others see it unless it says that it is restricted, or would tell of a
 * product that they may not see. The store's `visibleTo` says the same in SQL; policy.db.test.ts proves that.
 */
export function canReadContract(
  actor: Actor,
  { ownerTeamId, visibility, isOnlyInHiddenProducts }: Readable,
): boolean {
  if (seesEverything(actor) || actor.teamRoles.has(ownerTeamId)) return true;
  return visibility === "organization" && !isOnlyInHiddenProducts;
}

/** Changing or removing what is registered. */
export function canEditContract(actor: Actor, { ownerTeamId }: { ownerTeamId: string }): Decision {
  if (actor.readOnly) return deny("This key may only read.");
  const isWriter =
    actor.kind === "job" || actor.orgRole === "admin" || hasTeamRole(actor, ownerTeamId, ["owner", "editor"]);
  return isWriter ? allow : deny("Only owners and editors of its team may change this contract.");
}
