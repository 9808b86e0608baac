import { describe, expect, it } from "vitest";

import { governance, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { aPerson } from "@/lib/testing/factories/identity";

import {
  askForData,
  listMisses,
  listRecentSearches,
  listSavedSearches,
  recordMiss,
  rememberSearch,
  removeSavedSearch,
  saveSearch,
} from "../index";

const runtime = await testRuntime();
const { db } = runtime;

describe("a saved search", () => {
  it("is kept under its name, in its one form, with a record", async () => {
    const me = stranger();
    const saved = await saveSearch.execute(runtime, me, {
      name: " Sales ",
      query: "?tag=b&q=orders&page=3&tag=a",
    });
    expect(saved).toMatchObject({ name: "Sales", query: "q=orders&tag=a&tag=b" });
    expect(await listSavedSearches.execute(runtime, me, {})).toEqual([saved]);
    expect(await db.auditEntry.count({ where: { action: "search.saveSearch", subjectId: saved.id } })).toBe(
      1,
    );
  });

  it("does not exist for anybody else", async () => {
    const me = stranger();
    const { id } = await saveSearch.execute(runtime, me, { name: "Mine", query: "q=x" });
    expect(await listSavedSearches.execute(runtime, governance(), {})).toEqual([]);
    await expect(removeSavedSearch.execute(runtime, governance(), { id })).rejects.toMatchObject({
      code: "not_found",
    });
    await removeSavedSearch.execute(runtime, me, { id });
    expect(await listSavedSearches.execute(runtime, me, {})).toEqual([]);
  });

  it("belongs to people: keys keep none, and leave no trace", async () => {
    const before = await db.savedSearch.count();
    for (const key of [organizationKey(), teamKey("t")]) {
      await expect(saveSearch.execute(runtime, key, { name: "x", query: "q=x" })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(listRecentSearches.execute(runtime, key, {})).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await db.savedSearch.count()).toBe(before);
  });

  it("needs a name of its own and something to ask", async () => {
    const me = stranger();
    await saveSearch.execute(runtime, me, { name: "Mine", query: "q=x" });
    const again = { name: "Mine", query: "q=y" };
    await expect(saveSearch.execute(runtime, me, again)).rejects.toMatchObject({ code: "conflict" });
    await expect(saveSearch.execute(runtime, me, { name: "Empty", query: "page=2" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(saveSearch.execute(runtime, stranger(), again)).resolves.toMatchObject({ name: "Mine" });
  });

  it("is kept once when it is saved twice at the same moment", async () => {
    const me = stranger();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => saveSearch.execute(runtime, me, { name: "Race", query: "q=x" })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listSavedSearches.execute(runtime, me, {})).toHaveLength(1);
  });
});

describe("recent searches", () => {
  it("are the last twenty, each once, newest first, and nobody reads them in the record", async () => {
    const me = stranger();
    const before = await db.auditEntry.count();
    for (let n = 0; n < 25; n++) {
      runtime.clock.now = new Date(Date.UTC(2026, 0, 1, 0, 0, n));
      await rememberSearch.execute(runtime, me, { query: `q=search+${n}` });
    }
    runtime.clock.now = new Date(Date.UTC(2026, 0, 1, 0, 1));
    await rememberSearch.execute(runtime, me, { query: "q=search+10" });
    await rememberSearch.execute(runtime, me, { query: "page=2" });
    runtime.clock.now = null;
    const recent = await listRecentSearches.execute(runtime, me, {});
    expect(recent).toHaveLength(20);
    expect(recent.slice(0, 2).map(({ query }) => query)).toEqual(["q=search+10", "q=search+24"]);
    expect(await listRecentSearches.execute(runtime, stranger(), {})).toEqual([]);
    expect(await db.auditEntry.count()).toBe(before);
  });
});

describe("a search that found nothing", () => {
  it("is recorded once per person and text", async () => {
    const [me, you] = [stranger(), stranger()];
    for (const text of ["Unicorns", " unicorns ", "UNICORNS"])
      await recordMiss.execute(runtime, me, { text });
    await recordMiss.execute(runtime, you, { text: "unicorns" });
    const { items } = await listMisses.execute(runtime, governance(), {});
    expect(items.map(({ text }) => text)).toEqual(["unicorns", "unicorns"]);
  });

  it("takes the place of what was typed on the way to it, unless that was asked for", async () => {
    const me = stranger();
    await askForData.execute(runtime, me, { text: "drag" });
    for (const text of ["drago", "dragon", "dragons"]) await recordMiss.execute(runtime, me, { text });
    const mine = await db.searchMiss.findMany({ where: { userId: me.id }, orderBy: { text: "asc" } });
    expect(mine.map(({ text, asked }) => [text, asked])).toEqual([
      ["drag", true],
      ["dragons", false],
    ]);
  });

  it("becomes a request with a comment and the name of who asked, on the record", async () => {
    const person = await aPerson(db, { name: "Ada" });
    const me = { ...stranger(), id: person.id, name: "Ada" };
    await recordMiss.execute(runtime, me, { text: "griffins" });
    const asked = await askForData.execute(runtime, me, { text: "Griffins", comment: "For the menu." });
    expect(asked).toMatchObject({ text: "griffins", asked: true, comment: "For the menu.", by: "Ada" });
    const { items } = await listMisses.execute(runtime, governance(), { asked: true });
    expect(items.find(({ text }) => text === "griffins")).toMatchObject({ by: "Ada", query: "q=griffins" });
    expect(await db.auditEntry.count({ where: { action: "search.askForData", subjectId: asked.id } })).toBe(
      1,
    );
  });

  it("is read by governance and owners of a team, page by page, and by nobody else", async () => {
    for (const actor of [stranger(), teamKey("t", "read")]) {
      await expect(listMisses.execute(runtime, actor, {})).rejects.toMatchObject({ code: "forbidden" });
    }
    const all = await listMisses.execute(runtime, owner("any"), {});
    const first = await listMisses.execute(runtime, owner("any"), { limit: 2 });
    const second = await listMisses.execute(runtime, owner("any"), {
      limit: 100,
      cursor: first.nextCursor ?? "",
    });
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.nextCursor).toBeNull();
    await expect(listMisses.execute(runtime, owner("any"), { cursor: "x" })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("needs a text, and belongs to people", async () => {
    await expect(recordMiss.execute(runtime, stranger(), { text: "  " })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(askForData.execute(runtime, organizationKey(), { text: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
