import "server-only";

import { z } from "zod";

import { jobActor } from "@/lib/platform/actor";
import { defineJob } from "@/lib/platform/jobs";

import { TURN } from "./agreements";
import { chaseRequests } from "./service/chase";
import { turnAgreements } from "./service/turn-agreements";

const clock = jobActor("access-clock");

/** Lets time do its work on agreements, a batch after the other until nothing is due. */
export const turnJob = defineJob({
  ...TURN,
  cron: "* * * * *",
  async run(runtime) {
    let turned = 1;
    while (turned > 0) ({ turned } = await turnAgreements.execute(runtime, clock, {}));
  },
});

/** Reminds of requests, escalates them and lets them lapse, a batch after the other until nothing is due. */
export const chaseJob = defineJob({
  name: "access.chase",
  payload: z.object({}),
  cron: "* * * * *",
  async run(runtime) {
    let chased = 1;
    while (chased > 0) {
      const { lapsed, escalated, reminded } = await chaseRequests.execute(runtime, clock, {});
      chased = lapsed + escalated + reminded;
    }
  },
});
