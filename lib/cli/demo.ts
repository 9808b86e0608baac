import path from "node:path";

import { ensureBuilt } from "./build";
import { untilStopped } from "./closings";
import { checkConfiguration, openDatabase, openPortal, type Owner, seed } from "./house";
import { report, step } from "./progress";
import { readSettings, variables } from "./settings";

/** `npm run demo`: everything from nothing, with the demo mesh, until Ctrl-C. */
export const main = (): Promise<void> =>
  untilStopped(async (closings, fail) => {
    const settings = readSettings(variables());
    const owner = { settings, closings, fail };
    await checkConfiguration(settings);
    report("Trellis demo");
    await ensureBuilt(closings);
    const address = await openDemo(owner);
    report(welcome(address, settings.dataDir));
    process.send?.({ address });
    await new Promise(() => undefined);
  });

async function openDemo(owner: Owner): Promise<string> {
  const { url, lock } = await openDatabase(owner);
  const logFile = path.join(owner.settings.dataDir, "portal.log");
  const { address, environment } = await openPortal(owner, {
    url,
    isDemo: true,
    isDevelopment: false,
    logFile,
  });
  await lock?.tell({ address });
  await step("demo mesh", () => seed(owner, environment));
  return address;
}

const welcome = (address: string, dataDir: string): string => `
Trellis is ready:  ${address}

  Sign in   open the address and choose one of the demo people; no password is asked
  Stop      Ctrl-C; what you did is kept in ${dataDir} for the next time
  Network   only this machine can reach the demo; TRELLIS_HOST=0.0.0.0 opens it to others
`;
