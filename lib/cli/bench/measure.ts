/** Durations of the calls of one measurement, in milliseconds. */
export type Timing = { p50: number; p95: number; clients: number; calls: number };

type Call = (index: number) => Promise<unknown>;

/** Share of the calls that run before the clock does, so that pools, caches and compilers are warm. */
const WARM_UP = 0.1;

/** Makes so many calls, shared by so many clients that each wait for their own answer, and times every one. */
export async function measure(clients: number, calls: number, call: Call): Promise<Timing> {
  await share(clients, Math.ceil(calls * WARM_UP), call);
  const durations: number[] = [];
  await share(clients, calls, async (index) => {
    const started = performance.now();
    await call(index);
    durations.push(performance.now() - started);
  });
  return { p50: percentile(durations, 0.5), p95: percentile(durations, 0.95), clients, calls };
}

/** So many clients take the numbers from 0 on, each its next one when it is done with the last. */
export async function share(clients: number, calls: number, call: Call): Promise<void> {
  let next = 0;
  async function work(): Promise<void> {
    while (next < calls) await call(next++);
  }
  await Promise.all(Array.from({ length: clients }, work));
}

/** The smallest value that so large a share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** How long one piece of work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** One of a list for each number: neighbouring numbers get distant ones. */
export function anyOf<T>(list: readonly T[], index: number): T {
  const found = list[(index * 7919) % list.length];
  if (found === undefined) throw new Error("There is nothing to choose from.");
  return found;
}
