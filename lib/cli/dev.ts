import { untilStopped } from "./closings";
import { openDatabase, seed } from "./house";
import { takeHouse } from "./owner";
import { openPortal } from "./portal";
import { report, step } from "./progress";

/** `npm run dev`: the portal from its sources, which it follows, with the demo mesh. */
export const main = (): Promise<void> =>
  untilStopped(async (closings, fail) => {
    const owner = await takeHouse(closings, fail);
    const url = await openDatabase(owner);
    const { address, environment } = await openPortal(owner, { url, isDemo: true, isDevelopment: true });
    await step("demo mesh", () => seed(owner, environment));
    report(`\nTrellis is ready:  ${address}\n`);
    await new Promise(() => undefined);
  });
