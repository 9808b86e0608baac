import { describe, expect, it } from "vitest";

import {
  aDocument,
  aQuery,
  FACETED_DOCUMENTS,
  GOLDEN_CASES,
  GOLDEN_DOCUMENTS,
  STRANGE_TEXTS,
} from "./contract";
import { type EngineAnswer, type EngineQuery, type Facet, FACETS, Match, type SearchDocument } from "./model";
import { answerInPlain } from "./plain-reference";
import { reachableEngines } from "@/lib/testing/search-engines";

const engines = reachableEngines();
console.info(`Search engines under contract: ${engines.map(({ says }) => says).join(", ")}`);

const idsOf = ({ hits }: Pick<EngineAnswer, "hits">): string[] => hits.map(({ document }) => document.id);

async function* inBatches(documents: readonly SearchDocument[], size = 7): AsyncGenerator<SearchDocument[]> {
  for (let start = 0; start < documents.length; start += size) {
    await Promise.resolve();
    yield documents.slice(start, start + size);
  }
}

describe.each(engines)("$says", ({ name, open }) => {
  describe("finds", async () => {
    const engine = await open();
    await engine.put(GOLDEN_DOCUMENTS);

    it.each(GOLDEN_CASES)("$says: $text", async ({ text, first = [], finds = [], misses = [] }) => {
      const answer = await engine.search(aQuery({ text, limit: 50 }));
      const ids = idsOf(answer);
      expect(ids.slice(0, first.length)).toEqual(first);
      for (const id of finds) expect(ids).toContain(id);
      for (const id of misses) expect(ids).not.toContain(id);
      expect(answer).toMatchObject({ engine: name, fallback: false, total: ids.length });
    });

    it.each(STRANGE_TEXTS)("an answer to %j", async (text) => {
      const { hits, total } = await engine.search(aQuery({ text }));
      expect(hits.length).toBe(Math.min(20, total));
      await engine.suggest({ text, visibility: null, limit: 5 });
    });

    it("everything when nothing is asked, the boosted first, then by name", async () => {
      const ids = idsOf(await engine.search(aQuery({ limit: 50 })));
      expect(ids.length).toBe(GOLDEN_DOCUMENTS.length);
      expect(ids.slice(0, 2)).toEqual([
        "Churn by customer",
        "core_dataset_with_a_very_long_name_that_repeats_core_dataset",
      ]);
    });

    it("and says where it found: offsets into the texts, never markup", async () => {
      const { hits } = await engine.search(aQuery({ text: "custmoer number", limit: 50 }));
      const revenue = hits.find(({ document }) => document.id === "Revenue");
      expect(revenue?.matches).toContainEqual({
        field: "column",
        text: "customer_number",
        of: null,
        ranges: expect.anything() as unknown,
      });
      for (const match of hits.flatMap(({ matches }) => matches)) {
        expect(
          Match.parse(match).ranges.every(([start, end]) => start < end && end <= match.text.length),
        ).toBe(true);
      }
    });

    it("names to suggest, those that begin with the text first", async () => {
      const { suggestions } = await engine.suggest({ text: "custo", visibility: null, limit: 4 });
      expect(suggestions.map(({ label }) => label.slice(0, 5).toLowerCase())).toEqual(Array(4).fill("custo"));
      expect(suggestions).toContainEqual({
        id: "Customer",
        label: "Customer",
        detail: "Verkauf",
        ranges: [[0, 5]],
      });
      expect(await engine.suggest({ text: "mortgage", visibility: null, limit: 3 })).toMatchObject({
        suggestions: [],
      });
    });
  });

  describe("filters, counts and pages", async () => {
    const engine = await open();
    await engine.put(FACETED_DOCUMENTS);
    const ask = (over: Partial<EngineQuery>) => engine.search(aQuery(over));

    const filters: Partial<Record<Facet, string[]>>[] = [
      {},
      { domain: ["sales"] },
      { domain: ["sales", "finance"], status: ["active"] },
      { tag: ["tag-1", "tag-2"], portType: ["topic"] },
      { classification: ["internal"], personalData: ["true"], type: ["aggregate"] },
      { team: ["nobody"] },
    ];
    const visibilities = [null, ["*"], ["*", "team-a"], ["team-b"], [], ["nobody"]];
    const texts = ["", "odd"];
    const questions = filters.flatMap((filter) =>
      visibilities.flatMap((visibility) => texts.map((text) => ({ filters: filter, visibility, text }))),
    );

    it.each(questions)("exactly: $text $filters for $visibility", async (question) => {
      const answer = await ask({ ...question, limit: 50 });
      const plain = answerInPlain(
        FACETED_DOCUMENTS,
        question,
        ({ description }) => question.text === "" || description === question.text,
      );
      expect(answer.total).toBe(plain.ids.length);
      expect(idsOf(answer).sort()).toEqual(plain.ids);
      for (const facet of FACETS) expect(answer.facets[facet], facet).toEqual(plain.facets[facet]);
    });

    it.each([
      ["name", (document: SearchDocument) => document.name, 1],
      ["-updated", (document: SearchDocument) => document.updatedAt, -1],
      ["-created", (document: SearchDocument) => document.createdAt, -1],
    ] as const)("in the order of %s", async (sort, keyOf, direction) => {
      for (const text of ["", "odd"]) {
        const keys = (await ask({ sort, text, limit: 50 })).hits.map(({ document }) => keyOf(document));
        expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -direction : direction)));
        expect(keys.length).toBe(text === "" ? 30 : 15);
      }
    });

    it.each(["relevance", "name", "-updated"] as const)(
      "without a repetition or a gap, by %s",
      async (sort) => {
        const pages: string[] = [];
        for (let offset = 0; offset < 30; offset += 7)
          pages.push(...idsOf(await ask({ sort, offset, limit: 7 })));
        expect(pages).toEqual(idsOf(await ask({ sort, limit: 30 })));
        expect(new Set(pages).size).toBe(30);
      },
    );

    it("with an empty page and the right total past the end", async () => {
      expect(await ask({ offset: 60 })).toMatchObject({ hits: [], total: 30 });
      expect(await ask({ offset: 1_000_000, text: "odd" })).toMatchObject({ hits: [], total: 15 });
      expect(await ask({ limit: 0 })).toMatchObject({ hits: [], total: 30 });
    });

    it("and never tells of what the asker may not see: hits, totals, facets, suggestions, marks", async () => {
      const secret = aDocument({
        id: "secret",
        name: "Zeppelin merger",
        tags: ["hush"],
        visibleTo: "team-x",
        columns: [{ name: "zeppelin_id", description: "" }],
      });
      await engine.put([secret]);
      for (const visibility of [["*"], ["*", "team-a"], []]) {
        for (const text of ["zeppelin", "zepelin", "eppeli", "hush", "zeppelinmerger", "secret"]) {
          const answer = await ask({ text, visibility });
          expect(JSON.stringify(answer)).not.toMatch(/zeppelin|hush/i);
          expect(idsOf(answer)).not.toContain("secret");
          const suggested = await engine.suggest({ text, visibility, limit: 5 });
          expect(suggested.suggestions.map(({ id }) => id)).not.toContain("secret");
        }
        const browsed = await ask({ visibility, filters: { tag: ["hush"] } });
        expect(browsed.total).toBe(0);
      }
      expect(idsOf(await ask({ text: "zepelin", visibility: ["team-x"] }))).toEqual(["secret"]);
      await engine.remove([{ id: "secret", revision: 2 }]);
    });
  });

  describe("keeps up", async () => {
    const engine = await open();
    const nameOf = async (id: string) =>
      (await engine.search(aQuery({ limit: 100 }))).hits.find(({ document }) => document.id === id)?.document
        .name ?? null;
    const version = (revision: number, name: string, id = "x") => aDocument({ id, name, revision });

    it("a document can be found as soon as it is put, by its new words only once it has changed", async () => {
      await engine.put([version(1, "first words")]);
      expect(idsOf(await engine.search(aQuery({ text: "first" })))).toEqual(["x"]);
      await engine.put([version(2, "second words")]);
      expect(idsOf(await engine.search(aQuery({ text: "second" })))).toEqual(["x"]);
      expect(idsOf(await engine.search(aQuery({ text: "first" })))).toEqual([]);
      expect(await engine.count()).toBe(1);
    });

    it("an older revision is ignored, the same one may come again", async () => {
      await engine.put([version(5, "newest", "stale")]);
      await engine.put([version(4, "older", "stale")]);
      expect(await nameOf("stale")).toBe("newest");
      await engine.remove([{ id: "stale", revision: 3 }]);
      expect(await nameOf("stale")).toBe("newest");
      await engine.put([version(5, "the same", "stale"), version(2, "oldest", "stale")]);
      expect(await nameOf("stale")).toBe("the same");
      expect(await engine.revisionsOf(["stale", "never"])).toEqual(new Map([["stale", 5]]));
    });

    it("what is removed is gone, and an older revision does not bring it back", async () => {
      await engine.put([version(1, "soon gone", "gone")]);
      await engine.remove([{ id: "gone", revision: 7 }]);
      await engine.put([version(6, "too late", "gone")]);
      expect(await nameOf("gone")).toBeNull();
      expect(idsOf(await engine.search(aQuery({ text: "late" })))).not.toContain("gone");
      await engine.remove([{ id: "never-there", revision: 3 }]);
      await engine.put([version(2, "late too", "never-there")]);
      expect(await nameOf("never-there")).toBeNull();
      await engine.put([version(8, "back again", "gone")]);
      expect(await nameOf("gone")).toBe("back again");
    });

    it("a change of visibility holds at once", async () => {
      await engine.put([aDocument({ id: "shy", name: "shy", revision: 1 })]);
      await engine.put([aDocument({ id: "shy", name: "shy", revision: 2, visibleTo: "team-z" })]);
      expect(await engine.search(aQuery({ text: "shy", visibility: ["*"] }))).toMatchObject({
        hits: [],
        total: 0,
      });
      expect(idsOf(await engine.search(aQuery({ text: "shy", visibility: ["*", "team-z"] })))).toEqual([
        "shy",
      ]);
    });

    it("concurrent writers and readers end in agreement", async () => {
      const writes = Array.from({ length: 12 }, (_, writer) =>
        engine.put(
          Array.from({ length: 20 }, (__, n) => version(writer + 1, `round${writer} product${n}`, `c-${n}`)),
        ),
      );
      const reads = Array.from({ length: 12 }, () => engine.search(aQuery({ text: "product" })));
      await Promise.all([...writes, ...reads]);
      const { hits } = await engine.search(aQuery({ text: "product", limit: 100 }));
      expect(hits.length).toBe(20);
      for (const { document } of hits)
        expect(document).toMatchObject({ revision: 12, name: expect.stringContaining("round11") as unknown });
    });
  });

  describe("rebuilds", async () => {
    const engine = await open();
    const before = FACETED_DOCUMENTS.slice(0, 20);
    await engine.put([...before, aDocument({ id: "ghost", name: "ghost" })]);

    it("into a new index, in which nothing is left that should not be there", async () => {
      const report = await engine.rebuild(inBatches(FACETED_DOCUMENTS), () => Promise.resolve(30));
      expect(report).toMatchObject({ indexed: 30, removed: 1 });
      expect(await engine.count()).toBe(30);
      expect(await engine.search(aQuery({ text: "ghost" }))).toMatchObject({ total: 0 });
      expect(idsOf(await engine.search(aQuery({ text: "product", limit: 50 }))).length).toBe(30);
    });

    it("or keeps the old one when the counts differ", async () => {
      const short = engine.rebuild(inBatches(FACETED_DOCUMENTS.slice(3)), () => Promise.resolve(30));
      await expect(short).rejects.toMatchObject({ code: "conflict" });
      expect(await engine.count()).toBe(30);
      const broken = engine.rebuild(breaking(), () => Promise.resolve(30));
      await expect(broken).rejects.toThrow("the source is gone");
      expect((await engine.search(aQuery())).total).toBe(30);
    });

    it("one at a time", async () => {
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      let begun: () => void = () => undefined;
      const hasBegun = new Promise<void>((resolve) => (begun = resolve));
      async function* slowly() {
        begun();
        await released;
        yield [...FACETED_DOCUMENTS];
      }
      const first = engine.rebuild(slowly(), () => Promise.resolve(30));
      await hasBegun;
      await expect(engine.rebuild(inBatches([]), () => Promise.resolve(0))).rejects.toMatchObject({
        code: "conflict",
      });
      release();
      await expect(first).resolves.toMatchObject({ indexed: 30 });
    });

    it("without losing a write that comes meanwhile, and searchable all the time", async () => {
      const late = aDocument({ id: "late", name: "late arrival", revision: 100 });
      const changed = aDocument({
        ...FACETED_DOCUMENTS[0],
        id: "p-00",
        name: "changed meanwhile",
        revision: 101,
      });
      async function* interrupted() {
        yield FACETED_DOCUMENTS.slice(0, 10);
        await engine.put([late, changed]);
        await engine.remove([
          { id: "p-01", revision: 102 },
          { id: "p-29", revision: 102 },
        ]);
        expect(idsOf(await engine.search(aQuery({ text: "arrival" })))).toEqual(["late"]);
        yield FACETED_DOCUMENTS.slice(10);
        await engine.put([aDocument({ id: "later", name: "later arrival", revision: 103 })]);
      }
      await engine.rebuild(interrupted(), () => Promise.resolve(30));
      const ids = idsOf(await engine.search(aQuery({ limit: 100 })));
      expect(ids).toEqual(expect.arrayContaining(["late", "later", "p-00"]));
      expect(ids).not.toContain("p-01");
      expect(ids).not.toContain("p-29");
      expect(idsOf(await engine.search(aQuery({ text: "changed" })))).toEqual(["p-00"]);
    });
  });
});

async function* breaking(): AsyncGenerator<SearchDocument[]> {
  await Promise.resolve();
  yield FACETED_DOCUMENTS.slice(0, 5);
  throw new Error("the source is gone");
}
