import path from "node:path";

import { ensureBuilt } from "./build";
import { untilStopped } from "./closings";
import { openDatabase, seed } from "./house";
import { takeHouse } from "./owner";
import { openPortal } from "./portal";
import { report, step } from "./progress";

/** `npm run demo`: everything from nothing, with the demo mesh, until Ctrl-C. */
export const main = (): Promise<void> =>
  untilStopped(async (closings, fail) => {
    report("Trellis demo");
    const owner = await takeHouse(closings, fail);
    const { dataDir } = owner.settings;
    await ensureBuilt(closings);
    const url = await openDatabase(owner);
    const logFile = path.join(dataDir, "portal.log");
    const { address, environment } = await openPortal(owner, {
      url,
      isDemo: true,
      isDevelopment: false,
      logFile,
    });
    await step("demo mesh", () => seed(owner, environment));
    report(welcome(address, dataDir));
    process.send?.({ address });
    await new Promise(() => undefined);
  });

const welcome = (address: string, dataDir: string): string => `
Trellis is ready:  ${address}

  Sign in   open the address and choose one of the demo people; no password is asked
  Stop      Ctrl-C; what you did is kept in ${dataDir} for the next time
  Network   only this machine can reach the demo; TRELLIS_HOST=0.0.0.0 opens it to others
`;
