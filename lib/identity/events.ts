import { z } from "zod";

/** `identity.team.registered`: a team is new or was changed, and in what. */
export const TeamRegistered = z.object({
  version: z.number().int(),
  isNew: z.boolean(),
  nameChanged: z.boolean(),
  /** The team, and so everything below it, has another place in the tree or another domain. */
  placeChanged: z.boolean(),
  membersChanged: z.boolean(),
});
export type TeamRegistered = z.infer<typeof TeamRegistered>;

/** `identity.team.removed`. */
export const TeamRemoved = z.object({ name: z.string() });
export type TeamRemoved = z.infer<typeof TeamRemoved>;

/** `identity.user.membershipsChanged`: a person with an account does not belong to teams any more. */
export const MembershipsChanged = z.object({ left: z.array(z.string()).min(1) });
export type MembershipsChanged = z.infer<typeof MembershipsChanged>;

/** `identity.user.deactivated` and `identity.user.reactivated`. */
export const UserChanged = z.object({ email: z.string() });
export type UserChanged = z.infer<typeof UserChanged>;
