import { type Actor, allow, type Decision, deny, seesEverything } from "@/lib/platform/actor";

/** Who may do what says who is who: it is for those who keep the rules. */
export function canReadPermissions(actor: Actor): Decision {
  return seesEverything(actor) ? allow : deny("Only governance and administrators see who may do what.");
}
