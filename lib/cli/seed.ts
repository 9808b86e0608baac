import { pause } from "@/lib/platform/processes";
import { reactionStatuses } from "@/lib/platform/reactions";
import { reactions } from "@/lib/transport/registry";
import { runtime } from "@/lib/transport/runtime";
import { seedDemo } from "@/prisma/seed";

import { report } from "./progress";

const INDEXED_WITHIN_MS = 300_000;

/** Registers the demo mesh in the database of a running portal, and waits until its worker has met every event. */
export async function main(): Promise<void> {
  const live = runtime();
  await seedDemo(live, (line) => {
    report(`    ${line}`);
  });
  const until = Date.now() + INDEXED_WITHIN_MS;
  while (!(await isCaughtUp())) {
    if (Date.now() > until)
      throw new Error("No worker has indexed the demo mesh. Is TRELLIS_WORKER=separate set?");
    await pause(150);
  }
  await live.db.$disconnect();
  await live.pool.end();
  process.exit();

  async function isCaughtUp(): Promise<boolean> {
    const statuses = await reactionStatuses(live.db);
    return reactions.every(({ name }) => statuses.find((status) => status.name === name)?.lag === 0);
  }
}
