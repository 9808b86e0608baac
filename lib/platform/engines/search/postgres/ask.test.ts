import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { aDocument, aQuery } from "../contract";
import { type EngineQuery, FACETS, type SearchDocument, SORTS } from "../model";
import { answerInPlain } from "../plain-reference";

import { createAsker } from "./ask";
import { createMirror, type Mirror } from "./mirror";
import { summaryOf } from "./summary";
import { packTerms, termsOf, unpackTerms } from "./terms";

type Write = { id: string; document: SearchDocument | null };

/** A mirror that is written to as the engine would, without a database. */
function createWriter() {
  const mirror = createMirror(1);
  const ids = new Map<string, number>();

  function write(batch: readonly Write[]): void {
    const rows = batch.map(({ id, document }) => ({
      id,
      document,
      terms: document ? [...termsOf(document)] : [],
    }));
    const seen = rows.flatMap(({ terms }) => terms.map(([term]) => term));
    const added = [...new Set(seen)].filter((term) => !ids.has(term));
    for (const term of added) ids.set(term, ids.size + 1);
    mirror.vocabulary.add(added.map((term) => ({ id: ids.get(term) ?? 0, term })));
    mirror.apply(
      rows.map(({ id, document, terms }) => ({
        id,
        seq: ++mirror.seq,
        found: document && {
          summary: summaryOf(document),
          terms: unpackTerms(packTerms(terms.map(([term, bits]) => [ids.get(term) ?? 0, bits] as const))),
        },
      })),
    );
  }

  return { mirror, write };
}

function mirrorOf(documents: readonly SearchDocument[]): Mirror {
  const { mirror, write } = createWriter();
  write(documents.map((document) => ({ id: document.id, document })));
  return mirror;
}

function ask(mirror: Mirror, query: EngineQuery) {
  const { slots, total, facets } = createAsker(mirror).search(query);
  return { ids: slots.map((slot) => mirror.idOf(slot)), total, facets };
}

const words = [
  "customer",
  "customers",
  "custom",
  "order",
  "orders",
  "border",
  "ledger",
  "leger",
  "fee",
  "v2",
  "Öl",
];
const phrase = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
  .map((list) => list.join(" "));
const label = fc.constantFrom("a", "b", "c");
const team = fc.constantFrom("team-a", "team-b", "team-c");

const document = fc
  .record({
    name: phrase,
    description: fc.oneof(fc.constant(""), phrase),
    status: label,
    type: fc.option(label),
    classification: fc.option(label),
    personalData: fc.boolean(),
    domain: fc.option(label.map((id) => ({ id, label: `Domain ${id}` }))),
    team: team.map((id) => ({ id, label: id })),
    portTypes: fc.array(label, { maxLength: 2 }),
    tags: fc.array(label, { maxLength: 3 }),
    columns: fc.array(fc.record({ name: phrase, description: phrase }), { maxLength: 2 }),
    visibleTo: fc.oneof(fc.constant("*"), team),
    boost: fc.constantFrom(0, 0.5, 1),
    updatedAt: fc.constantFrom("2025-01-01T00:00:00.000Z", "2025-02-01T00:00:00.000Z"),
  })
  .map((over) => aDocument(over));

const documents = fc
  .array(document, { maxLength: 25 })
  .map((list) => list.map((each, index) => ({ ...each, id: `d${index}` })));

const filters = fc.record(
  {
    domain: fc.subarray(["a", "b", "unknown"]),
    team: fc.subarray(["team-a", "team-b"]),
    status: fc.subarray(["a", "b"]),
    type: fc.subarray(["a", "c"]),
    portType: fc.subarray(["a", "b"]),
    classification: fc.subarray(["a"]),
    tag: fc.subarray(["a", "b", "c"]),
    personalData: fc.subarray(["true", "false"]),
  },
  { requiredKeys: [] },
);
const visibility = fc.option(fc.subarray(["*", "team-a", "team-b", "nobody"]));
const typed = fc.oneof(
  phrase,
  fc.constantFrom("custmoer", "stomer", "rder ledgr", "customerorders", "o", "zzz", "öl fee", ""),
);

describe("a mirror", () => {
  it("counts facets and totals as one would by hand", () => {
    fc.assert(
      fc.property(documents, filters, visibility, (all, chosen, eyes) => {
        const answer = ask(mirrorOf(all), aQuery({ filters: chosen, visibility: eyes, limit: 100 }));
        const plain = answerInPlain(all, { filters: chosen, visibility: eyes }, () => true);
        expect(answer.total).toBe(plain.ids.length);
        expect([...answer.ids].sort()).toEqual([...plain.ids].sort());
        for (const facet of FACETS) {
          const chosenToo = answer.facets[facet].filter(({ count }) => count > 0);
          expect(chosenToo, facet).toEqual(plain.facets[facet]);
        }
      }),
    );
  });

  it("answers as if what the asker may not see did not exist", () => {
    fc.assert(
      fc.property(
        documents,
        typed,
        filters,
        visibility,
        fc.constantFrom(...SORTS),
        (all, text, chosen, eyes, sort) => {
          const visible = all.filter(({ visibleTo }) => eyes === null || eyes.includes(visibleTo));
          const query = aQuery({ text, filters: chosen, sort, limit: 100 });
          const answer = ask(mirrorOf(all), { ...query, visibility: eyes });
          expect(answer).toEqual(ask(mirrorOf(visible), query));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("is the same however the writes came", () => {
    const writes = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.option(document, { freq: 3 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        writes,
        typed,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(...SORTS),
        (list, text, size, sort) => {
          const all = list.map(([number, found]): Write => {
            const id = `d${number}`;
            return { id, document: found && { ...found, id } };
          });
          const left = new Map(all.map(({ id, document }) => [id, document]));
          const query = aQuery({ text, sort, limit: 100 });
          const { mirror, write } = createWriter();
          const asker = createAsker(mirror);
          for (let start = 0; start < all.length; start += size) {
            write(all.slice(start, start + size));
            // What is kept ready for the next question must be brought up to date.
            asker.search(query);
          }
          const { slots, total, facets } = asker.search(query);
          const fresh = ask(mirrorOf([...left.values()].flatMap((found) => found ?? [])), query);
          expect({ ids: slots.map((slot) => mirror.idOf(slot)), total, facets }).toEqual(fresh);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("gives pages that together are the whole, without repetition", () => {
    fc.assert(
      fc.property(
        documents,
        typed,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(...SORTS),
        (all, text, limit, sort) => {
          const mirror = mirrorOf(all);
          const whole = ask(mirror, aQuery({ text, sort, limit: 100 }));
          const pages: string[] = [];
          for (let offset = 0; offset < 50; offset += limit)
            pages.push(...ask(mirror, aQuery({ text, sort, offset, limit })).ids);
          expect(pages).toEqual(whole.ids);
          expect(whole.ids.length).toBe(whole.total);
          expect(new Set(pages).size).toBe(whole.total);
        },
      ),
    );
  });

  it("puts the exact name first, then its beginning, all words, most words, slips, and inner parts", () => {
    // Boosts are against the order.
    const names = [
      "Customer churn",
      "Customer churn daily",
      "Churn by customer",
      "Rate of churn for a customer in a region",
      "Customer",
      "Custommer chhurn",
      "Newcustomers",
    ];
    const all = names.map((name, index) => aDocument({ id: name, name, boost: index / 10 }));
    expect(ask(mirrorOf(all), aQuery({ text: "customer churn" })).ids).toEqual(names);
  });

  it("lets names come before tags, columns and descriptions", () => {
    const all = [
      aDocument({ id: "name", name: "Fee ledger of the branches" }),
      aDocument({ id: "tag", tags: ["fee"], boost: 0.9 }),
      aDocument({ id: "column", columns: [{ name: "fee", description: "" }], boost: 1 }),
      aDocument({ id: "description", description: "fee", boost: 1 }),
    ];
    expect(ask(mirrorOf(all), aQuery({ text: "fee" })).ids).toEqual(["name", "tag", "column", "description"]);
  });

  it("forgives a slip only in a word that hardly anything has", () => {
    const all = Array.from({ length: 12 }, (_, n) => aDocument({ id: `d${n}`, name: `ledger ${n}` }));
    const near = aDocument({ id: "near", name: "ledges" });
    expect(ask(mirrorOf([...all, near]), aQuery({ text: "ledger" })).ids).not.toContain("near");
    expect(ask(mirrorOf([...all.slice(9), near]), aQuery({ text: "ledger" })).ids).toContain("near");
  });

  it("gives late pages in the same order as early ones", () => {
    const many = Array.from({ length: 700 }, (_, n) =>
      aDocument({ id: `d${n}`, name: `order ${n % 13}`, boost: (n % 7) / 7 }),
    );
    const mirror = mirrorOf(many);
    const early = [0, 50, 100, 150].flatMap(
      (offset) => ask(mirror, aQuery({ text: "order", offset, limit: 50 })).ids,
    );
    const whole = ask(mirror, aQuery({ text: "order", limit: 700 })).ids;
    expect(whole.slice(0, 200)).toEqual(early);
    expect(whole.length).toBe(700);
  });
});
