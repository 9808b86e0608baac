/** Tells the person at the terminal what goes on. */
export type Report = (line: string) => void;

const TICK_MS = 15_000;

export const report: Report = (line) => {
  process.stdout.write(`${line}\n`);
};

/** Does one step of a longer way, says when it is done and how long it took, and that it lives meanwhile. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const ticking = setInterval(() => {
    report(`  … ${name} (${secondsSince(started)} s so far)`);
  }, TICK_MS);
  try {
    const result = await work();
    report(`  ✓ ${name} (${secondsSince(started)} s)`);
    return result;
  } finally {
    clearInterval(ticking);
  }
}

const secondsSince = (started: number): string => ((Date.now() - started) / 1000).toFixed(1);
