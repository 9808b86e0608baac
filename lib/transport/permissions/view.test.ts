import { describe, expect, it } from "vitest";

import type { PermissionRow } from "./operations";
import { domainsOf, filterPermissions, reasonsOf } from "./view";

const row = (name: string, about: string, cells: PermissionRow["cells"]): PermissionRow => ({
  name,
  about,
  cells,
});

const rows = [
  row("catalog.getProduct", "a product of the team", [
    { persona: "owner", kind: "yes", because: null },
    { persona: "stranger", kind: "hidden", because: null },
  ]),
  row("catalog.removeProduct", "a product of the team", [
    { persona: "owner", kind: "yes", because: null },
    { persona: "stranger", kind: "no", because: "Only owners remove it." },
    { persona: "member", kind: "no", because: "Only owners remove it." },
    { persona: "readKey", kind: "no", because: "This key may only read." },
  ]),
  row("DELETE /api/dataproducts/[id]", "a product of the team", [
    { persona: "owner", kind: "yes", because: null },
  ]),
];
const [, remove] = rows;
const everything = { text: "", domain: null, persona: null };
const named = (filter: { text: string }) =>
  filterPermissions(rows, { ...everything, ...filter }).map(({ name }) => name);

describe("the shown part of the matrix", () => {
  it("is all of it without a filter", () => {
    expect(filterPermissions(rows, everything)).toEqual(rows);
    expect(domainsOf(rows)).toEqual(["catalog", "routes"]);
  });

  it.each([
    [{ text: "REMOVE product" }, ["catalog.removeProduct"]],
    [{ text: "only read" }, ["catalog.removeProduct"]],
    [{ text: "unheard of" }, []],
  ])("has every word in what it says: %j", (filter, expected) => {
    expect(named(filter)).toEqual(expected);
  });

  it("is of one domain, or of the routes", () => {
    expect(filterPermissions(rows, { ...everything, domain: "catalog" })).toHaveLength(2);
    expect(filterPermissions(rows, { ...everything, domain: "routes" })).toHaveLength(1);
  });

  it("is what one persona may do, where it is offered to them", () => {
    const shown = filterPermissions(rows, { ...everything, persona: "stranger" });
    expect(shown.map(({ name, cells }) => [name, cells.map(({ kind }) => kind)])).toEqual([
      ["catalog.getProduct", ["hidden"]],
      ["catalog.removeProduct", ["no"]],
    ]);
  });

  it("says each reason once, with all to whom it is told", () => {
    expect(remove && reasonsOf(remove)).toEqual([
      { because: "Only owners remove it.", labels: ["Stranger", "Member"] },
      { because: "This key may only read.", labels: ["Read key"] },
    ]);
  });
});
