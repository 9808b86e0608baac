/** What has to be ended when a command ends, newest first. */
export type Closings = {
  /** Once the closing has begun, what is added is closed at once. */
  add: (close: () => Promise<void>) => Promise<void>;
  closeAll: () => Promise<void>;
};

export function openClosings(): Closings {
  const all: (() => Promise<void>)[] = [];
  let isClosing = false;

  async function add(close: () => Promise<void>): Promise<void> {
    if (isClosing) await close();
    else all.push(close);
  }

  async function closeAll(): Promise<void> {
    isClosing = true;
    for (let close = all.pop(); close; close = all.pop()) await close();
  }

  return { add, closeAll };
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command until it ends, fails or is told to stop, and closes whatever it opened, once, however often it is
 * told. The command gets a function that ends it with a failure from elsewhere.
 */
export async function untilStopped(
  work: (closings: Closings, fail: (error: Error) => void) => Promise<void>,
): Promise<void> {
  const closings = openClosings();
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const told = new Promise<"told">((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        resolve("told");
      });
    }
  });
  const working = work(closings, fail);
  try {
    const outcome = await Promise.race([working, told, failed]);
    if (outcome === "told") process.stdout.write("\nStopping …\n");
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  }
  await closings.closeAll();
  // What was still under way fails, now that its parts are gone.
  await working.catch(() => undefined);
  await closings.closeAll();
  process.exit();
}
