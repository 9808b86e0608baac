import type { EngineQuery, SearchDocument } from "./model";

/**
 * What every engine must be able to do, as data. The suite runs it on each engine that can be reached: an engine
 * is good enough when all of it holds.
 */

/** A document with nothing special about it. */
export function aDocument(over: Partial<SearchDocument> = {}): SearchDocument {
  const id = over.id ?? over.name ?? "a-document";
  return {
    id,
    revision: 1,
    name: id,
    description: "",
    status: "active",
    type: null,
    version: null,
    classification: null,
    personalData: false,
    domain: { id: "sales", label: "Verkauf" },
    team: { id: "team-a", label: "Alpha" },
    portTypes: [],
    tags: [],
    people: [],
    columns: [],
    visibleTo: "*",
    boost: 0,
    createdAt: "2025-01-01T00:00:00.000Z",
    updatedAt: "2025-01-01T00:00:00.000Z",
    ...over,
  };
}

/** Asks for everything visible to everyone, unless told otherwise. */
export const aQuery = (over: Partial<EngineQuery> = {}): EngineQuery => ({
  text: "",
  filters: {},
  visibility: null,
  sort: "relevance",
  offset: 0,
  limit: 20,
  ...over,
});

/** One text and what it must find: `first` in this order at the top, `finds` anywhere, `misses` nowhere. */
export type GoldenCase = {
  says: string;
  text: string;
  first?: readonly string[];
  finds?: readonly string[];
  misses?: readonly string[];
};

const named = (name: string, over: Partial<SearchDocument> = {}): SearchDocument =>
  aDocument({ id: name, name, ...over });

/** The mesh in which the golden cases are asked. Boosts are set against the order that relevance wants. */
export const GOLDEN_DOCUMENTS: readonly SearchDocument[] = [
  named("Customer"),
  named("Customer churn", { boost: 1 }),
  named("Churn by customer", { boost: 1 }),
  named("Custommer notes", { boost: 1 }),
  named("Newcustomerships", { boost: 1 }),
  named("Revenue", { boost: 1, columns: [{ name: "customer_number", description: "Who has bought." }] }),
  named("customerOrders_v2"),
  named("warehouse-stock-levels"),
  named("shipment_delay_minutes"),
  named("core_dataset"),
  named("core_dataset_with_a_very_long_name_that_repeats_core_dataset", { boost: 1 }),
  named("Payment ledger", { description: "All that was paid, and the fees." }),
  named("Ledger of payments and refunds in arrears", { boost: 1 }),
  named("Weather", {
    tags: ["open-data"],
    people: ["Radia Perlman"],
    description: "The temperature at noon.",
  }),
  named("Loans", { columns: [{ name: "collateral_kind", description: "What the mortgage is secured by." }] }),
  named("Заказы клиентов"),
  named("顧客注文履歴"),
  named("طلبات العملاء"),
  named("고객 주문"),
  named("Übersicht Verträge"),
  named("🚀 Launches"),
];

export const GOLDEN_CASES: readonly GoldenCase[] = [
  {
    says: "the exact name first, then names that begin so, then others with the word, whatever is boosted",
    text: "customer",
    first: ["Customer", "Customer churn"],
    finds: ["Churn by customer", "customerOrders_v2", "Revenue"],
  },
  {
    says: "the exact name before the others with all words, whatever is boosted",
    text: "customer churn",
    first: ["Customer churn", "Churn by customer"],
  },
  {
    says: "the short exact name before a long one that repeats it",
    text: "core_dataset",
    first: ["core_dataset", "core_dataset_with_a_very_long_name_that_repeats_core_dataset"],
  },
  { says: "a part of a name in camel case", text: "orders", finds: ["customerOrders_v2"] },
  { says: "two parts of a name in camel case", text: "customer orders", first: ["customerOrders_v2"] },
  { says: "a version in a name", text: "v2", first: ["customerOrders_v2"] },
  {
    says: "a name in camel case, written with spaces",
    text: "customer orders v2",
    first: ["customerOrders_v2"],
  },
  { says: "a name in kebab case by its parts", text: "stock levels", first: ["warehouse-stock-levels"] },
  {
    says: "a name in kebab case, written in snake case",
    text: "warehouse_stock_levels",
    first: ["warehouse-stock-levels"],
  },
  { says: "a name in snake case by a part", text: "delay", first: ["shipment_delay_minutes"] },
  { says: "a name by its beginning", text: "shipm", first: ["shipment_delay_minutes"] },
  { says: "a name in spite of swapped letters", text: "custmoer", finds: ["Customer", "Customer churn"] },
  { says: "a name in spite of a missing letter", text: "warehose stock", first: ["warehouse-stock-levels"] },
  { says: "a name in spite of a wrong letter", text: "shipnent", first: ["shipment_delay_minutes"] },
  { says: "a name by an inner part", text: "stomer", finds: ["Customer"] },
  { says: "the end of a name", text: "ehouse", finds: ["warehouse-stock-levels"] },
  {
    says: "a name in spite of one word that nobody knows",
    text: "payment ledger xyzzyqk",
    first: ["Payment ledger"],
  },
  { says: "a column by its name", text: "customer_number", finds: ["Revenue"] },
  { says: "a column by its description", text: "mortgage", first: ["Loans"] },
  { says: "a tag", text: "open-data", first: ["Weather"] },
  { says: "a person", text: "perlman", first: ["Weather"] },
  { says: "a word of a description", text: "temperature", first: ["Weather"] },
  {
    says: "what is meant, not the stop words around it",
    text: "the refunds of the payments",
    first: ["Ledger of payments and refunds in arrears"],
    misses: ["Weather", "Loans"],
  },
  { says: "Cyrillic, in whatever case", text: "заказы", first: ["Заказы клиентов"] },
  { says: "Cyrillic with a slip", text: "калиентов", finds: ["Заказы клиентов"] },
  { says: "a part of a name without spaces", text: "注文", first: ["顧客注文履歴"] },
  { says: "Arabic", text: "العملاء", first: ["طلبات العملاء"] },
  { says: "Korean", text: "주문", first: ["고객 주문"] },
  { says: "what has accents without them", text: "ubersicht vertrage", first: ["Übersicht Verträge"] },
  { says: "an emoji", text: "🚀", first: ["🚀 Launches"] },
  { says: "nothing where nothing is alike", text: "zzzqqqxxx", misses: GOLDEN_DOCUMENTS.map(({ id }) => id) },
];

/** Texts that must be answered like any other, whatever they find. */
export const STRANGE_TEXTS: readonly string[] = [
  "???",
  "' or 1=1 --",
  '"quoted',
  "-minus",
  "%_\\",
  "a\0b",
  "\ud800",
  "(((",
  "customer:*&!|",
  "x".repeat(10_000),
  "🏳️‍🌈👩‍👩‍👧‍👦",
  Array.from({ length: 200 }, (_, index) => `customer word${index}`).join(" "),
];

/** Products of two domains and three teams, some for a team alone: for facets, visibility, sort and pages. */
export const FACETED_DOCUMENTS: readonly SearchDocument[] = Array.from({ length: 30 }, (_, index) => {
  const team = ["team-a", "team-b", "team-c"][index % 3] ?? "";
  const isFinance = index % 3 === 2;
  return aDocument({
    id: `p-${String(index).padStart(2, "0")}`,
    name: `Product ${String.fromCharCode(97 + ((index * 7) % 10), 97 + (index % 26))}`,
    description: index % 2 === 0 ? "even" : "odd",
    domain: isFinance ? { id: "finance", label: "Finance" } : { id: "sales", label: "Verkauf" },
    team: { id: team, label: team.toUpperCase() },
    status: index % 5 === 0 ? "deprecated" : "active",
    type: index % 4 === 0 ? null : "aggregate",
    classification: index % 2 === 0 ? "internal" : "confidential",
    personalData: index % 6 === 0,
    portTypes: index % 2 === 0 ? ["table", "files"] : ["topic"],
    tags: [`tag-${index % 4}`],
    visibleTo: index % 5 === 1 ? team : "*",
    createdAt: new Date(Date.UTC(2025, 0, 1 + index)).toISOString(),
    updatedAt: new Date(Date.UTC(2025, 6, 1 + ((index * 7) % 30))).toISOString(),
  });
});
