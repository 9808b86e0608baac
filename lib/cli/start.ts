import { ensureBuilt } from "./build";
import { untilStopped } from "./closings";
import { checkConfiguration, openDatabase, openPortal } from "./house";
import { report } from "./progress";
import { readSettings, variables } from "./settings";

/** `npm start`: the built portal, on DATABASE_URL or on the embedded database. */
export const main = (): Promise<void> =>
  untilStopped(async (closings, fail) => {
    const settings = readSettings(variables());
    const owner = { settings, closings, fail };
    await checkConfiguration(settings);
    await ensureBuilt(closings);
    const { url, lock } = await openDatabase(owner);
    const isDemo = ["1", "true"].includes(variables().TRELLIS_DEMO ?? "");
    const { address } = await openPortal(owner, { url, isDemo, isDevelopment: false });
    await lock?.tell({ address });
    report(`\nTrellis is ready:  ${address}\n`);
    process.send?.({ address });
    await new Promise(() => undefined);
  });
