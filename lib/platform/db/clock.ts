import "server-only";

import { performance } from "node:perf_hooks";

import type pg from "pg";

import { log } from "../log";

/** The time of the database, told without asking it each time. */
export type Clock = {
  now: () => Date;
  /** Asks the database once; until the first answer the machine's own time counts. */
  measure: () => Promise<void>;
  stop: () => void;
};

const MEASURE_MS = 60_000;
/** Of several answers the quickest one says it most exactly. */
const QUESTIONS = 3;

/**
 * One clock for all processes: the database's, so that no agreement begins or ends by the wrong clock of a machine.
 * It is measured again every minute and follows the machine's monotonic clock in between, which nobody can set.
 */
export function startClock(pool: pg.Pool): Clock {
  let origin = Date.now() - performance.now();

  async function measure(): Promise<void> {
    origin = await originOf(pool);
  }

  function follow(): void {
    measure().catch((error: unknown) => {
      log.warn({ err: error }, "the database's clock was not read; the last reading counts on");
    });
  }

  follow();
  const timer = setInterval(follow, MEASURE_MS);
  timer.unref();
  return { now: () => new Date(origin + performance.now()), measure, stop: () => clearInterval(timer) };
}

/** The database's time when the monotonic clock stood at zero, by the answer that took the shortest. */
async function originOf(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  try {
    let best = { tookMs: Infinity, origin: 0 };
    for (let question = 0; question < QUESTIONS; question++) {
      const asked = performance.now();
      const { rows } = await client.query<{ ms: number }>(
        "select extract(epoch from clock_timestamp())::float8 * 1000 as ms",
      );
      const answered = performance.now();
      const tookMs = answered - asked;
      if (rows[0] && tookMs < best.tookMs) best = { tookMs, origin: rows[0].ms - (asked + answered) / 2 };
    }
    return best.origin;
  } finally {
    client.release();
  }
}
