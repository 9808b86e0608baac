import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";

import { listAgreements, putAccess, turnJob } from "@/lib/access";
import type { Runtime } from "@/lib/platform/operation";
import { organizationKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMesh, anOfferedPort } from "@/lib/testing/factories/access";

const runtime = await testRuntime();
const { db, clock } = runtime;
const client = organizationKey();
const mesh = await aMesh(db);
const ORIGIN = new Date("2026-01-05T08:00:00Z");
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

const after = (hours: number): Date => new Date(ORIGIN.getTime() + hours * HOUR_MS);

/** The same database, in a process that is killed when it has done its work and not yet committed it. */
const dying: Runtime = {
  ...runtime,
  db: new Proxy(db, {
    get: (target, name): unknown =>
      name === "$transaction"
        ? (work: (tx: unknown) => Promise<unknown>) =>
            target.$transaction(async (tx) => {
              await work(tx);
              throw new Error("killed");
            })
        : Reflect.get(target, name),
  }),
};

type Planned = { start: number; hours: number; reassess: number | null };
type Tick = { at: number; what: "run" | "twice" | "killed" | "killedThenRun" };

const planned: fc.Arbitrary<Planned> = fc.record({
  start: fc.integer({ min: 0, max: 150 * DAY_HOURS }),
  hours: fc.oneof(
    fc.integer({ min: 1, max: 10 * DAY_HOURS }),
    fc.integer({ min: 10 * DAY_HOURS, max: 200 * DAY_HOURS }),
  ),
  reassess: fc.option(fc.integer({ min: 1, max: 250 * DAY_HOURS })),
});

const ticks: fc.Arbitrary<Tick[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 1, max: 360 * DAY_HOURS }),
    what: fc.constantFrom("run", "run", "twice", "killed", "killedThenRun" as const),
  }),
  { minLength: 10, maxLength: 40 },
);

/** Moments at which it matters most whether a job runs. */
const edges = ({ start, hours }: Planned): number[] => [
  ...[start, start + 1, start + hours - 1, start + hours],
  ...[7, 6, 1].map((days) => start + hours - days * DAY_HOURS),
];

let made = 0;

async function ask(productId: string, { start, hours, reassess }: Planned): Promise<string> {
  const id = `clock-${++made}`;
  await putAccess.execute(runtime, client, {
    id,
    info: {
      purpose: "To see time pass",
      startDate: after(start).toISOString(),
      endDate: after(start + hours).toISOString(),
      ...(reassess !== null && { nextReassessmentDate: after(reassess).toISOString() }),
    },
    provider: { dataProductId: productId, outputPortId: "table" },
    consumer: { teamId: mesh.consumingId },
  });
  return id;
}

async function work({ what }: Tick): Promise<void> {
  if (what === "killed" || what === "killedThenRun")
    await expect(turnJob.run(dying, {})).rejects.toThrow(/killed/);
  if (what === "killed") return;
  await turnJob.run(runtime, {});
  if (what === "twice") await turnJob.run(runtime, {});
}

async function told(subject: string): Promise<string[]> {
  const events = await db.outboxEvent.findMany({ where: { subject }, orderBy: { seq: "asc" } });
  return events.flatMap(({ type, payload }) => {
    const { days } = z.looseObject({ days: z.number().optional() }).parse(payload);
    const name = type.replace("access.agreement.", "");
    return ["activated", "ended", "reviewDue"].includes(name)
      ? [name]
      : name === "expiring"
        ? [`expiring ${days ?? 0}`]
        : [];
  });
}

/** What has to be told, once each, when jobs ran to their end at these hours. */
function expected({ start, hours, reassess }: Planned, runs: readonly number[]): string[] {
  const end = start + hours;
  const isRunIn = (from: number, to: number) => runs.some((at) => from <= at && at < to);
  const warning = (days: number, until: number) =>
    hours > days * DAY_HOURS && isRunIn(end - days * DAY_HOURS, end - until * DAY_HOURS)
      ? [`expiring ${days}`]
      : [];
  return [
    ...(start === 0 || isRunIn(start, end) ? ["activated"] : []),
    ...warning(7, 1),
    ...warning(1, 0),
    ...(reassess !== null && isRunIn(Math.max(start, reassess), end) ? ["reviewDue"] : []),
    ...(runs.some((at) => at >= end) ? ["ended"] : []),
  ];
}

it("a year of agreements: never active outside their dates, each thing told once, whenever jobs run or die", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(planned, { minLength: 1, maxLength: 4 }), ticks, async (plans, random) => {
      clock.now = ORIGIN;
      const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
      const ids: string[] = [];
      for (const plan of plans) ids.push(await ask(productId, plan));

      const schedule = [
        ...random,
        ...plans.flatMap(edges).map((at) => ({ at, what: "run" as const })),
        { at: 365 * DAY_HOURS, what: "run" as const },
      ]
        .filter(({ at }) => at > 0)
        // Some edges are passed over, so that jobs come late as well.
        .filter(({ at, what }, index) => what !== "run" || at === 365 * DAY_HOURS || (index + at) % 3 > 0)
        .sort((a, b) => a.at - b.at);
      for (const tick of schedule) {
        clock.now = after(tick.at);
        await expectStatuses(productId, plans, ids, tick.at);
        await work(tick);
        await expectStatuses(productId, plans, ids, tick.at);
      }

      const runs = schedule.filter(({ what }) => what !== "killed").map(({ at }) => at);
      for (const [index, plan] of plans.entries())
        expect((await told(ids[index] ?? "")).sort()).toEqual(expected(plan, runs).sort());
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 240_000);

async function expectStatuses(
  productId: string,
  plans: readonly Planned[],
  ids: readonly string[],
  hour: number,
): Promise<void> {
  const { items } = await listAgreements.execute(runtime, client, { productId });
  const active = await listAgreements.execute(runtime, client, { productId, status: "active" });
  for (const [index, { start, hours }] of plans.entries()) {
    const status = hour < start ? "upcoming" : hour < start + hours ? "active" : "expired";
    expect(items.find(({ id }) => id === ids[index])?.status).toBe(status);
    expect(active.items.some(({ id }) => id === ids[index])).toBe(status === "active");
  }
}

it("a start or an end wakes the job at its exact moment", async () => {
  clock.now = ORIGIN;
  const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
  const plan = { start: 5, hours: 50, reassess: null };
  await ask(productId, plan);
  const wakes = await db.$queryRaw<{ at: Date }[]>`
    select run_at as at from graphile_worker.jobs where task_identifier = 'access.turn' order by run_at`;
  const moments = wakes.map(({ at }) => at.getTime());
  for (const hour of [plan.start, plan.start + plan.hours]) expect(moments).toContain(after(hour).getTime());
});
