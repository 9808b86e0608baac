import { untilStopped } from "./closings";
import { checkConfiguration, openDatabase, openPortal, seed } from "./house";
import { report, step } from "./progress";
import { readSettings, variables } from "./settings";

/** `npm run dev`: the portal from its sources, which it follows, with the demo mesh. */
export const main = (): Promise<void> =>
  untilStopped(async (closings, fail) => {
    const settings = readSettings(variables());
    const owner = { settings, closings, fail };
    await checkConfiguration(settings);
    const { url, lock } = await openDatabase(owner);
    const { address, environment } = await openPortal(owner, { url, isDemo: true, isDevelopment: true });
    await lock?.tell({ address });
    await step("demo mesh", () => seed(owner, environment));
    report(`\nTrellis is ready:  ${address}\n`);
    await new Promise(() => undefined);
  });
