import { describe, expect, test } from "vitest";

import { auditHref, filteredHref, isFiltered, readAudit } from "./audit-address";

describe("the address of the record", () => {
  test("is read as it was written", () => {
    const href =
      "/admin/audit?q=50%25+off&actorKind=key&actorId=key_1&action=catalog&from=2026-01-01&cursor=7&entry=aud_1";
    const given = Object.fromEntries(new URL(href, "http://x").searchParams);

    expect(auditHref(readAudit(given))).toBe(href);
  });

  test.each([
    { actorKind: "robot" },
    { from: "soon" },
    { until: "2026-02-30" },
    { action: "no.%" },
    { q: "x".repeat(201) },
    { cursor: "-1" },
    { cursor: "1e3" },
    { subjectId: ["a", "b"] },
  ])("does not ask what makes no sense: %j", (given) => {
    expect(auditHref(readAudit(given))).toBe("/admin/audit");
  });

  test("begins at the newest entry with another filter, and closes what was open", () => {
    const address = readAudit({ q: "x", cursor: "7", entry: "aud_1" });

    expect(filteredHref(address, { actorKind: "job" })).toBe("/admin/audit?q=x&actorKind=job");
    expect(filteredHref(address, { q: "" })).toBe("/admin/audit");
  });

  test("knows whether it narrows anything", () => {
    expect(isFiltered(readAudit({ cursor: "3", entry: "aud_1" }).filter)).toBe(false);
    expect(isFiltered(readAudit({ until: "2026-01-01" }).filter)).toBe(true);
  });
});
