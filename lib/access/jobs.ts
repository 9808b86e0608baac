import "server-only";

import { jobActor } from "@/lib/platform/actor";
import { defineJob } from "@/lib/platform/jobs";

import { TURN } from "./agreements";
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
