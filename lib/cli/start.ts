import { ensureBuilt } from "./build";
import { untilStopped } from "./closings";
import { openDatabase } from "./house";
import { takeHouse } from "./owner";
import { openPortal } from "./portal";
import { report } from "./progress";
import { variables } from "./settings";

/** `npm start`: the built portal, on DATABASE_URL or on the embedded database. */
export const main = (): Promise<void> =>
  untilStopped(async (closings, fail) => {
    const owner = await takeHouse(closings, fail);
    await ensureBuilt(closings);
    const url = await openDatabase(owner);
    const isDemo = ["1", "true"].includes(variables().TRELLIS_DEMO ?? "");
    const { address } = await openPortal(owner, { url, isDemo, isDevelopment: false });
    report(`\nTrellis is ready:  ${address}\n`);
    process.send?.({ address });
    await new Promise(() => undefined);
  });
