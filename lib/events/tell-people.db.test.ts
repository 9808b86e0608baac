import { beforeEach, expect, test } from "vitest";

import { testRuntime } from "@/lib/testing/database";
import { drain } from "@/lib/testing/drain";
import { configure } from "@/lib/testing/environment";
import { aMesh, anAccessRequest, anOfferedPort } from "@/lib/testing/factories/access";

import { listMails } from "./service/mails";
import { listNotices } from "./service/notices";

configure({ TRELLIS_DEMO: "1" });
const runtime = await testRuntime();
const { db } = runtime;
let mesh: Awaited<ReturnType<typeof aMesh>>;

beforeEach(async () => {
  mesh = await aMesh(db);
});

type Actor = Parameters<typeof listNotices.execute>[1];

async function aRequest(): Promise<string> {
  const { productId } = await anOfferedPort(runtime, { team: mesh.teamId });
  return (await anAccessRequest(runtime, mesh.scientist, { productId })).id;
}

const noticesOf = async (actor: Actor) => (await listNotices.execute(runtime, actor, {})).items;
const mailsOf = async (actor: Actor) => (await listMails.execute(runtime, actor, {})).items;

test("those who are to decide are told of a request, by notice and by mail; nobody else hears of it", async () => {
  const id = await aRequest();
  await drain(runtime);
  for (const actor of [mesh.owner, mesh.approver]) {
    expect(await noticesOf(actor)).toMatchObject([{ kind: "requests.toDecide", href: `/requests/${id}` }]);
    const [mail] = await mailsOf(actor);
    expect(mail?.text).toContain(`http://localhost:3000/requests/${id}`);
  }
  for (const actor of [mesh.scientist, mesh.domainOwner, mesh.governor]) {
    expect(await noticesOf(actor)).toEqual([]);
    expect(await mailsOf(actor)).toEqual([]);
  }
});

test("nobody is told of what they may not see any more when the feed is met", async () => {
  await aRequest();
  await db.teamMember.deleteMany({ where: { email: mesh.approver.email } });
  await drain(runtime);
  expect(await noticesOf(mesh.owner)).toHaveLength(1);
  expect([...(await noticesOf(mesh.approver)), ...(await mailsOf(mesh.approver))]).toEqual([]);
});
