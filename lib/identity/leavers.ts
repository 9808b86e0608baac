import "server-only";

import type { Scope } from "@/lib/platform/operation";

import type { MembershipsChanged } from "./events";
import { leftBetween, type Membership } from "./rules";

/** Tells of everybody who belonged to a team before and does not any more. */
export function announceLeavers(
  { emit }: Pick<Scope, "emit">,
  before: readonly Membership[],
  after: readonly Membership[],
): void {
  for (const [userId, left] of leftBetween(before, after)) {
    emit({
      type: "identity.user.membershipsChanged",
      subject: userId,
      payload: { left } satisfies MembershipsChanged,
      audience: { teamIds: left, userIds: [userId] },
    });
  }
}
