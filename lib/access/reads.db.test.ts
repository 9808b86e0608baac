import { expect, it } from "vitest";

import { consumerCounts, liveAccessOf } from "@/lib/access";
import { stranger } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aMember, aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";

const runtime = await testRuntime();
const { db, clock } = runtime;
const START = new Date("2026-11-24T09:00:00Z");
const onDay = (day: number) => new Date(START.getTime() + day * 86_400_000);

it("access counts for those who hold it, from its start until its end, whatever jobs did", async () => {
  clock.now = START;
  const mesh = await aMesh(db);
  const { productId } = await anOfferedPort(runtime, { team: mesh.teamId, autoApprove: true });
  const colleague = await aMember(db, { [mesh.consumingId]: "member" });
  await anAccessRequest(runtime, mesh.scientist, { productId, durationDays: 30 });
  await anAccessRequest(runtime, mesh.scientist, {
    ...{ productId, durationDays: 30, startsAt: onDay(10).toISOString() },
    consumer: { kind: "team", id: mesh.consumingId },
  });

  const countOn = async (day: number) => (await consumerCounts(db, [productId], onDay(day))).get(productId);
  expect([await countOn(0), await countOn(10), await countOn(30), await countOn(40)]).toEqual([
    1,
    2,
    1,
    undefined,
  ]);

  const until = async (actor: Parameters<typeof liveAccessOf>[1], day: number) =>
    (await liveAccessOf(db, actor, onDay(day))).get(productId);
  expect(await until(mesh.scientist, 0)).toEqual(onDay(30));
  expect(await until(mesh.scientist, 10)).toEqual(onDay(40));
  expect([await until(colleague, 0), await until(colleague, 10)]).toEqual([undefined, onDay(40)]);
  expect(await until(mesh.scientist, 40)).toBeUndefined();
  expect(await until(stranger(), 10)).toBeUndefined();
});
