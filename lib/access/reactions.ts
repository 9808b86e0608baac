import "server-only";

import { MembershipsChanged } from "@/lib/identity";
import { jobActor } from "@/lib/platform/actor";
import type { Reaction } from "@/lib/platform/reactions";

import { handToReview } from "./service/hand-to-review";

const keeper = jobActor("access-people");

/** What people hold who leave the organisation or a team is looked at again by the owners of the data. */
export const followPeople: Reaction = {
  name: "access.followPeople",
  types: ["identity.user.deactivated", "identity.user.membershipsChanged"],
  async run(runtime, events) {
    for (const { type, subject, payload } of events) {
      const left = type === "identity.user.deactivated" ? null : MembershipsChanged.parse(payload).left;
      await handToReview.execute(runtime, keeper, { userId: subject, left });
    }
  },
};
