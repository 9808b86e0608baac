import { beforeAll, describe, expect, test } from "vitest";

import { listAudit } from "@/lib/identity";
import { AuditEntry } from "@/lib/identity/model";
import { writeAudit } from "@/lib/platform/audit";
import { hashOf } from "@/lib/platform/audit-chain";
import { admin } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { anApiKey } from "@/lib/testing/factories/identity";
import { call, problemOf } from "@/lib/testing/http";

import { route } from "../route";
import { auditExportRoute } from "./audit";

configure();
const runtime = await testRuntime();
const { db } = runtime;
const GET = auditExportRoute({ runtime });

const { secret: key } = await anApiKey(db, { access: "read" });
const { secret: teamless } = await anApiKey(db, { access: "write" });

const get = (query: string, secret = key) => call(GET, `/api/audit/export?${query}`, { key: secret });

const MANY = 2_300;

beforeAll(async () => {
  const context = { db, actor: admin(), now: new Date("2026-01-01T00:00:00Z") };
  const notes = Array.from({ length: MANY }, (_, n) => ({
    subjectId: `p${n}`,
    detail: { n, text: '=1+1, "a"\n' },
  }));
  await writeAudit(context, "test.write", notes);
});

describe("GET /api/audit/export", () => {
  test("gives every entry as a line of JSON, whose hash its reader can compute", async () => {
    const response = await get("format=ndjson");
    const lines = (await response.text()).trimEnd().split("\n");
    const entries = lines.map((line) => AuditEntry.parse(JSON.parse(line)));

    expect(response.headers.get("content-type")).toBe("application/x-ndjson");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="audit.ndjson"');
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: MANY }, (_, n) => MANY - n));
    for (const entry of entries) expect(hashOf(entry, entry.prevHash)).toBe(entry.hash);
  });

  test("gives every entry as a row for spreadsheets, where nothing is run as a formula", async () => {
    const text = await (await get("format=csv")).text();
    const [heading, first] = text.split("\r\n");

    expect(text.split("\r\n")).toHaveLength(MANY + 2);
    expect(heading).toMatch(/^number,id,at,action,actor kind/);
    expect(first).toContain("p2299");
    expect(first).toContain("http://localhost:3000/admin/audit?entry=aud_");
    expect(text).not.toMatch(/(?:^|,)[=+@]/m);
  });

  test("gives what the filter leaves, and an empty file where that is nothing", async () => {
    expect((await (await get("format=ndjson&subjectId=p7&from=2026-01-01")).text()).split("\n")).toHaveLength(
      2,
    );
    expect(await (await get("format=ndjson&subjectId=nobody")).text()).toBe("");
  });

  test("answers what makes no sense, and who may not ask, with a problem", async () => {
    for (const query of ["format=xml", "from=soon", "cursor=0", "actorKind=robot"])
      expect([query, (await problemOf(await get(query))).status]).toEqual([query, 422]);
    expect((await problemOf(await get("", teamless))).status).toBe(403);
    expect((await problemOf(await get("", "trl_wrong"))).status).toBe(401);
  });
});

test("GET /api/audit is for persons: a key gets 403", async () => {
  const response = await call(route(listAudit, { runtime }), "/api/audit", { key });

  expect((await problemOf(response)).status).toBe(403);
});
