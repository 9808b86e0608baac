import { performance } from "node:perf_hooks";

import type pg from "pg";
import { afterEach, expect, it, vi } from "vitest";

import { testDatabase } from "@/lib/testing/database";

import { type Clock, startClock } from "./clock";

const { pool } = await testDatabase();
const clocks: Clock[] = [];

const clockOn = (database: pg.Pool): Clock => {
  const clock = startClock(database);
  clocks.push(clock);
  return clock;
};

afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
  vi.restoreAllMocks();
});

async function databaseNow(): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    "select extract(epoch from clock_timestamp())::float8 * 1000 as ms",
  );
  return rows[0]?.ms ?? NaN;
}

it("tells the database's time and not the machine's", async () => {
  vi.spyOn(Date, "now").mockReturnValue(Date.parse("2001-01-01T00:00:00Z"));
  const clock = clockOn(pool);
  await clock.measure();
  const before = await databaseNow();
  const told = clock.now().getTime();
  const after = await databaseNow();
  expect(told).toBeGreaterThanOrEqual(before - 250);
  expect(told).toBeLessThanOrEqual(after + 250);
});

it("goes on with the monotonic clock between two readings", async () => {
  const clock = clockOn(pool);
  await clock.measure();
  const [told, monotonic] = [clock.now().getTime(), performance.now()];
  await databaseNow();
  const elapsed = performance.now() - monotonic;
  expect(Math.abs(clock.now().getTime() - told - elapsed)).toBeLessThan(20);
});

it("tells the machine's time until the database has answered", () => {
  const away = { connect: () => new Promise(() => undefined) } as unknown as pg.Pool;
  const told = clockOn(away).now().getTime();
  expect(Math.abs(told - Date.now())).toBeLessThan(1000);
});
