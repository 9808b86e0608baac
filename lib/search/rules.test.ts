import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { Classification, Lifecycle, ProductType, Visibility } from "@/lib/catalog/model";
import { EVERYONE, SearchDocument } from "@/lib/platform/engines/search/model";

import {
  type ColumnFacts,
  type ContractFacts,
  nearTexts,
  normaliseQuery,
  normaliseText,
  type ProductFacts,
  type Sources,
  toSearchDocument,
} from "./rules";

const product: ProductFacts = {
  id: "orders",
  name: "Orders",
  status: "active",
  type: "aggregate",
  version: "1.0.0",
  visibility: "organization",
  tags: ["sales"],
  purpose: "Every order.",
  usage: null,
  limitations: "None known.",
  synonyms: ["purchases"],
  people: [{ name: "Ada" }],
  supportCount: 0,
  outputPorts: [{ type: "table", contractId: "orders-v1", containsPii: null, tags: [] }],
  createdAt: new Date("2026-01-01T00:00:00Z"),
  updatedAt: new Date("2026-01-02T00:00:00Z"),
};

const team = { id: "shop", name: "Shop" };
const domain = { id: "commerce", name: "Commerce" };

const column = (name: string, description: string | null = null, properties: ColumnFacts[] = []) => ({
  name,
  description,
  properties,
});

const contract: ContractFacts = {
  id: "orders-v1",
  ownerTeamIds: ["shop", "commerce"],
  visibility: "organization",
  classification: "confidential",
  personalData: true,
  tags: ["pii"],
  schema: [
    {
      name: "orders",
      description: "One row an order",
      properties: [
        column("order_id", "The key"),
        column("address", null, [column("street"), column("[]", null, [column("line")])]),
      ],
    },
  ],
};

const build = (over: Partial<Sources> = {}) =>
  toSearchDocument({
    revision: 7,
    product,
    team,
    domain,
    teamPeople: ["Grace"],
    contracts: [contract],
    ...over,
  });

describe("the search document of a product", () => {
  it("joins what product, team and contracts say", () => {
    expect(build()).toEqual({
      id: "orders",
      revision: 7,
      name: "Orders",
      description: "Every order.\n\nNone known.",
      status: "active",
      type: "aggregate",
      version: "1.0.0",
      classification: "confidential",
      personalData: true,
      domain: { id: "commerce", label: "Commerce" },
      team: { id: "shop", label: "Shop" },
      portTypes: ["table"],
      tags: ["sales", "purchases", "pii"],
      people: ["Ada", "Grace"],
      columns: [
        { name: "orders", description: "One row an order" },
        { name: "order_id", description: "The key" },
        { name: "address", description: "" },
        { name: "address.street", description: "" },
        { name: "address.line", description: "" },
      ],
      visibleTo: EVERYONE,
      boost: 0.81,
      createdAt: "2026-01-01T00:00:00.000Z",
      updatedAt: "2026-01-02T00:00:00.000Z",
    });
  });

  it("takes the strictest classification of its contracts", () => {
    const classifications = ["internal", "restricted", null, "public"] as const;
    const contracts = classifications.map((classification) => ({ ...contract, classification }));
    expect(build({ contracts }).classification).toBe("restricted");
    expect(build({ contracts: [] }).classification).toBeNull();
  });

  it("is visible to the owner team alone when the product is restricted", () => {
    expect(build({ product: { ...product, visibility: "restricted" } }).visibleTo).toBe("shop");
  });

  it("takes nothing of a contract that a viewer of the product may not read", () => {
    const hidden = { ...contract, visibility: "restricted" } as const;
    const { columns, classification, personalData, tags } = build({ contracts: [hidden] });
    expect({ columns, classification, personalData, tags }).toEqual({
      columns: [],
      classification: null,
      personalData: false,
      tags: ["sales", "purchases"],
    });
  });

  it("takes a restricted contract into a restricted product only if the product's people read it too", () => {
    const restricted = { ...product, visibility: "restricted" } as const;
    const columnsWith = (ownerTeamIds: string[]) =>
      build({ product: restricted, contracts: [{ ...contract, visibility: "restricted", ownerTeamIds }] })
        .columns.length;
    expect(columnsWith(["shop", "commerce"])).toBeGreaterThan(0);
    expect(columnsWith(["below", "shop", "commerce"])).toBeGreaterThan(0);
    expect(columnsWith(["commerce"])).toBe(0);
    expect(columnsWith(["other"])).toBe(0);
  });

  it("says that there are personal data when a port says so", () => {
    const outputPorts = [{ type: null, contractId: null, containsPii: true, tags: [] }];
    expect(build({ product: { ...product, outputPorts }, contracts: [] }).personalData).toBe(true);
  });

  it("puts an active product before its equal that is deprecated or retired", () => {
    const boosts = (["active", "draft", "proposed", "deprecated", "retired"] as const).map(
      (status) => build({ product: { ...product, status } }).boost,
    );
    expect(boosts).toEqual(boosts.toSorted((a, b) => b - a));
    expect(new Set(boosts).size).toBe(5);
  });

  it("holds at most 2,000 columns and 200,000 characters about them", () => {
    const properties = Array.from({ length: 5000 }, (_, n) => column(`c${n}`, "x".repeat(500)));
    const { columns } = build({
      contracts: [{ ...contract, schema: [{ name: "t", description: null, properties }] }],
    });
    expect(columns).toHaveLength(2000);
    expect(columns.map(({ description }) => description).join("").length).toBeLessThanOrEqual(200_000);
  });
});

const text = fc.string({ unit: "binary", maxLength: 40 });
const nullableText = fc.option(text);
/** Columns nested `depth` deep. */
const columnsTo = (depth: number): fc.Arbitrary<ColumnFacts[]> =>
  fc.array(
    fc.record({
      name: text,
      description: nullableText,
      properties: depth === 0 ? fc.constant([]) : columnsTo(depth - 1),
    }),
    { maxLength: 3 },
  );
const id = fc.constantFrom("a", "b", "c", "d");

const anyProduct: fc.Arbitrary<ProductFacts> = fc.record({
  id: fc.uuid(),
  name: text,
  status: fc.constantFrom(...Lifecycle.options),
  type: fc.option(fc.constantFrom(...ProductType.options)),
  version: nullableText,
  visibility: fc.constantFrom(...Visibility.options),
  tags: fc.array(text),
  purpose: nullableText,
  usage: nullableText,
  limitations: nullableText,
  synonyms: fc.array(text),
  people: fc.array(fc.record({ name: text })),
  supportCount: fc.nat(),
  outputPorts: fc.array(
    fc.record({
      type: nullableText,
      contractId: nullableText,
      containsPii: fc.option(fc.boolean()),
      tags: fc.array(text),
    }),
  ),
  createdAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") }),
  updatedAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") }),
});
const anyContract: fc.Arbitrary<ContractFacts> = fc.record({
  id: text,
  ownerTeamIds: fc.uniqueArray(id, { minLength: 1 }),
  visibility: fc.constantFrom(...Visibility.options),
  classification: fc.option(fc.constantFrom(...Classification.options)),
  personalData: fc.boolean(),
  tags: fc.array(text),
  schema: fc.array(fc.record({ name: text, description: nullableText, properties: columnsTo(2) }), {
    maxLength: 3,
  }),
});
const anySources: fc.Arbitrary<Sources> = fc.record({
  revision: fc.nat(),
  product: anyProduct,
  team: fc.record({ id, name: text }),
  domain: fc.option(fc.record({ id, name: text })),
  teamPeople: fc.array(text),
  contracts: fc.array(anyContract, { maxLength: 4 }),
});

describe("whatever the sources are, the document", () => {
  it("is one that every engine can hold", () => {
    fc.assert(
      fc.property(anySources, (sources) => {
        const document = SearchDocument.parse(toSearchDocument(sources));
        const written = JSON.stringify(document);
        expect(written).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect(JSON.parse(written)).toEqual(document);
        expect(document.boost).toBeGreaterThanOrEqual(0);
        expect(document.boost).toBeLessThanOrEqual(1);
        expect(new Set(document.tags).size).toBe(document.tags.length);
      }),
    );
  });

  it("is the same with and without the contracts that its viewers may not read", () => {
    fc.assert(
      fc.property(anySources, (sources) => {
        const { product: facts, team: owner, contracts } = sources;
        const readable = contracts.filter(
          ({ visibility, ownerTeamIds }) =>
            visibility === "organization" ||
            (facts.visibility === "restricted" && ownerTeamIds.includes(owner.id)),
        );
        expect(toSearchDocument(sources)).toEqual(toSearchDocument({ ...sources, contracts: readable }));
      }),
    );
  });
});

describe("a kept search", () => {
  it("has one form, whatever the order, repetition and page of its parameters", () => {
    expect(normaliseQuery("?tag=b&q=orders&page=3&tag=a&tag=b&x=1&sort=")).toBe("q=orders&tag=a&tag=b");
    expect(normaliseQuery("page=2")).toBe("");
  });

  it("compares its text without regard to case and spaces", () => {
    expect(normaliseText("  Customer \n ORDERS ")).toBe("customer orders");
  });
});

describe("what to look for instead", () => {
  it("is the longest words and their beginnings", () => {
    expect(nearTexts("my Zustomer_orderz")).toEqual(["zustomer", "orderz", "zust", "ord"]);
    expect(nearTexts("?!")).toEqual([]);
  });
});
