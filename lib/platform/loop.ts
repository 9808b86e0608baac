import "server-only";

import { log } from "./log";

const RETRY_MS_MAX = 10_000;

/** Work that goes on until it is stopped. `stop` waits for the step that is running. */
export type Loop = { wake: () => void; stop: () => Promise<void> };

type Options = {
  name: string;
  /** Does some of the work; says how much it did. 0: nothing is left for now. */
  step: () => Promise<number>;
  pollMs: number;
};

/**
 * Repeats `step` while there is work, then rests until it is woken, at most `pollMs`. A step that fails is tried
 * again after 1 s, 2 s, 4 s … 10 s; being woken does not hurry it, so that an outage is not made worse.
 */
export function startLoop({ name, step, pollMs }: Options): Loop {
  const state = { isStopped: false, isWoken: false };
  let endRest: () => void = () => undefined;

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      endRest = resolve;
      setTimeout(resolve, ms).unref();
    });

  const mayRest = () => !state.isWoken && !state.isStopped;

  async function attempt(failures: number): Promise<number> {
    try {
      state.isWoken = false;
      if ((await step()) === 0 && mayRest()) await rest(pollMs);
      return 0;
    } catch (error) {
      if (state.isStopped) return 0;
      log.warn({ err: error, loop: name, failures: failures + 1 }, "will be tried again");
      await restWhole(Math.min(RETRY_MS_MAX, 1000 * 2 ** failures));
      return failures + 1;
    }
  }

  async function restWhole(ms: number): Promise<void> {
    const end = performance.now() + ms;
    for (let left = ms; left > 0 && !state.isStopped; left = end - performance.now()) await rest(left);
  }

  async function run(): Promise<void> {
    for (let failures = 0; !state.isStopped; failures = await attempt(failures));
  }

  const done = run();
  const wake = () => {
    state.isWoken = true;
    endRest();
  };
  return {
    wake,
    stop: () => {
      state.isStopped = true;
      wake();
      return done;
    },
  };
}
