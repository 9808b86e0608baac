import { migrate } from "@/prisma/migrate";

import { untilStopped } from "./closings";
import { openDatabase } from "./house";
import { environmentOf, findDatabase, takeHouse } from "./owner";
import { report } from "./progress";
import { readSettings, setVariables, variables } from "./settings";

/** `npm run worker`: the background work alone, beside portals with TRELLIS_WORKER=separate. */
export const main = (): Promise<void> =>
  untilStopped(async (closings, fail) => {
    const settings = readSettings(variables());
    const running = await findDatabase(settings);
    const url = running ?? (await openDatabase(await takeHouse(closings, fail)));
    await migrate(url);
    setVariables(await environmentOf(settings, { url, address: "http://localhost:3000", isDemo: false }));

    // Only now: these modules read the variables.
    const { runtime } = await import("@/lib/transport/runtime");
    const { startWorker } = await import("@/lib/transport/worker");
    const worker = startWorker(runtime());
    await closings.add(worker.stop);
    report("The worker is running.");
    await new Promise(() => undefined);
  });
