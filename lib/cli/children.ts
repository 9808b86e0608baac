import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile, rename, stat } from "node:fs/promises";

import { ended, endProcess, endWithThisProcess, pause } from "@/lib/platform/processes";

const LOG_BYTES_MAX = 5_000_000;
const SHUTDOWN = [
  ["SIGTERM", 20_000],
  ["SIGKILL", 5_000],
] as const;

/** A child that was started, ends with this process and can be ended before. */
export type Child = {
  ended: Promise<number | NodeJS.Signals>;
  /** True as soon as it says anything over its channel, false when it ends without a word. */
  spoke: Promise<boolean>;
  stop: () => Promise<void>;
};

type Command = {
  /** Node when none is named: it then gets a channel that ends with this process. */
  program?: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Where its output goes; this terminal when there is none. */
  logFile?: string;
};

/** Starts a program in a process group of its own: Ctrl-C is for the supervisor to act upon. */
export async function startChild({ program, args, env, logFile }: Command): Promise<Child> {
  const log = logFile ? await openLog(logFile) : null;
  const output = log ? log.fd : "inherit";
  const child = spawn(program ?? process.execPath, [...args], {
    env,
    stdio: ["ignore", output, output, ...(program ? [] : ["ipc" as const])],
    detached: true,
  });
  const whenEnded = ended(child);
  await log?.close();
  if (child.pid) void whenEnded.then(endWithThisProcess(-child.pid, "TERM"));
  const spoke = new Promise<boolean>((resolve) => {
    child.once("message", () => {
      resolve(true);
    });
    void whenEnded.then(() => {
      resolve(false);
    });
  });
  return { ended: whenEnded, spoke, stop: () => stop(child) };
}

/** The whole group: what the child started ends with it. */
async function stop(child: ChildProcess): Promise<void> {
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  if (child.pid) await endProcess(-child.pid, isGone, SHUTDOWN);
}

async function openLog(file: string) {
  const size = (await stat(file).catch(() => null))?.size ?? 0;
  if (size > LOG_BYTES_MAX) await rename(file, `${file}.old`);
  return open(file, "a", 0o600);
}

/** The last lines of a log, for when what wrote it has failed. */
export async function tailOf(file: string, lines = 20): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}

const RETRY_MS = [200, 1_000, 2_000, 4_000, 8_000] as const;
const HEALTHY_AFTER_MS = 30_000;

type Keeping<T> = {
  name: string;
  start: () => Promise<T>;
  /** Hears that it ended although nobody stopped it, and that it runs again. */
  report: (line: string) => void;
  /** Hears that it was given up: it ended again and again. */
  giveUp: (error: Error) => void;
};

/** Starts something and starts it again whenever it ends, until it is stopped. The first start must succeed. */
export async function keepRunning<T extends { ended: Promise<unknown>; stop: () => Promise<void> }>({
  name,
  start,
  report,
  giveUp,
}: Keeping<T>): Promise<{ first: T; stop: () => Promise<void> }> {
  const first = await start();
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let current: T = first;

  async function watch(): Promise<void> {
    let failures = 0;
    let startedAt = Date.now();
    for (;;) {
      await current.ended;
      if (isStopping()) return;
      failures = Date.now() - startedAt > HEALTHY_AFTER_MS ? 0 : failures;
      const waitMs = RETRY_MS[failures];
      if (waitMs === undefined) {
        giveUp(new Error(`${name} ended ${failures} times in a row and was given up.`));
        return;
      }
      failures += 1;
      report(`${name} ended unexpectedly; starting it again.`);
      await pause(waitMs);
      startedAt = Date.now();
      current = await restart(current);
    }
  }

  /** A start that fails counts as one that ended at once. */
  async function restart(before: T): Promise<T> {
    try {
      return isStopping() ? before : await start();
    } catch (error) {
      report(error instanceof Error ? error.message : String(error));
      return before;
    }
  }

  const watching = watch();
  return {
    first,
    stop: async () => {
      stopping.abort();
      await current.stop();
      await watching;
      await current.stop();
    },
  };
}
