import { expect, test } from "vitest";

import { testRuntime } from "@/lib/testing/database";
import { aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";

import { approveRequest } from "./decide";
import { getRequest, listRequests } from "./read-requests";

const runtime = await testRuntime();
const { db } = runtime;
const mesh = await aMesh(db);

test("an owner's yes begins the access that somebody has asked for", async () => {
  const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
  const request = await anAccessRequest(runtime, mesh.scientist, { productId });
  expect(request).toMatchObject({ status: "requested", steps: [{ kind: "owner", status: "open" }] });
  const inbox = await listRequests.execute(runtime, mesh.approver, { view: "waiting" });
  expect(inbox.items.map(({ id }) => id)).toEqual([request.id]);
  const approved = await approveRequest.execute(runtime, mesh.owner, { requestId: request.id });
  expect(approved).toMatchObject({ status: "approved" });
  expect(await getRequest.execute(runtime, mesh.scientist, { requestId: request.id })).toMatchObject({
    status: "approved",
  });
  const events = await db.outboxEvent.findMany({
    where: { subject: request.id },
    orderBy: { seq: "asc" },
    select: { type: true },
  });
  expect(events.map(({ type }) => type)).toEqual([
    "access.agreement.created",
    "access.request.submitted",
    "access.request.stepApproved",
    "access.request.approved",
    "access.agreement.activated",
    "access.provisioning.byHandAsked",
  ]);
});

test("the offer tells where the asker stands and who would decide", async () => {
  const { productId, portId } = await anOfferedPort(runtime, { team: mesh.teamId, usage: "For analysis." });
  const { getOffer, previewPlan } = await import("./offer");
  const offer = await getOffer.execute(runtime, mesh.scientist, { productId });
  expect(offer.ports).toMatchObject([{ portId, standing: { kind: "askable" }, columns: ["id", "amount"] }]);
  expect(offer.consumers.map(({ kind }) => kind)).toEqual(["user", "team"]);
  const preview = await previewPlan.execute(runtime, mesh.scientist, {
    ...{ productId, portId, consumer: { kind: "user", id: mesh.scientist.id } },
  });
  expect(preview.steps).toMatchObject([{ kind: "owner" }]);
  expect(preview.steps[0]?.deciders.map(({ id }) => id).sort()).toEqual(
    [mesh.owner.id, mesh.approver.id].sort(),
  );
});
