import { describe, expect, test } from "vitest";

import type { TeamPlace } from "@/lib/identity/model";

import { closedBecause, columnNames, factsOf, portNamed } from "./facts";

const DOMAIN = { id: "sales", name: "Sales" };

const place = (id: string, path: readonly string[], domain: typeof DOMAIN | null = DOMAIN): TeamPlace => ({
  ...{ id, name: id, type: "Team", parentId: path.at(-1) ?? null, domain },
  path: path.map((above) => ({ id: above, name: above })),
});

const provider = place("orders", ["root", "sales"]);
const port = { autoApprove: false, containsPii: null };

const standing = (kind: "user" | "team" | "product", ...places: TeamPlace[]) => {
  const { sameTeam, sameDomain } = factsOf({ port, contract: null, provider, consumer: { kind, places } });
  return { sameTeam, sameDomain };
};

describe("a consumer", () => {
  test.each([
    ["a person of the owning team", standing("user", provider), true, true],
    ["a person with a role above it", standing("user", place("sales", ["root"])), true, true],
    ["a person of a team beside it", standing("user", place("returns", ["root", "sales"])), false, true],
    ["a person of a team elsewhere", standing("user", place("fleet", ["root", "logistics"])), false, false],
    [
      "a person of several teams, one of them in the domain",
      standing("user", place("fleet", ["root", "logistics"]), place("returns", ["root", "sales"])),
      ...([false, true] as const),
    ],
    ["a person of no team", standing("user"), false, false],
    ["the owning team", standing("team", provider), true, true],
    ["the domain as a team", standing("team", place("sales", ["root"])), false, true],
    ["a product of the owning team", standing("product", provider), true, true],
    ["a product from elsewhere", standing("product", place("fleet", ["root", "logistics"])), false, false],
  ])("%s", (_who, stands, sameTeam, sameDomain) => {
    expect(stands).toEqual({ sameTeam, sameDomain });
  });

  test("is never in the domain of a team that has none", () => {
    const homeless = place("orders", ["root"], null);
    const consumer = { kind: "team" as const, places: [place("returns", ["root"], null)] };
    expect(factsOf({ port, contract: null, provider: homeless, consumer }).sameDomain).toBe(false);
  });
});

test.each([
  [null, false, false],
  [true, false, true],
  [false, true, true],
  [false, false, false],
] as const)(
  "data are personal by the port (%s) or the contract (%s): %s",
  (containsPii, personalData, expected) => {
    const contract = { classification: null, personalData };
    const consumer = { kind: "user" as const, places: [] };
    expect(factsOf({ port: { ...port, containsPii }, contract, provider, consumer }).personalData).toBe(
      expected,
    );
  },
);

test("what is retired is closed", () => {
  expect(closedBecause({ status: "active" }, { status: null })).toBeNull();
  expect(closedBecause({ status: "deprecated" }, { status: "active" })).toBeNull();
  expect(closedBecause({ status: "retired" }, { status: "active" })).toMatch(/product/);
  expect(closedBecause({ status: "active" }, { status: " Retired" })).toMatch(/port/);
});

test("a port is found by the portal's id before its own, and by that before its name", () => {
  const ports = [
    { id: "port_1", port: { externalId: null, name: "b" } },
    { id: "port_2", port: { externalId: "b", name: "port_1" } },
  ];
  expect(portNamed(ports, "port_1")?.id).toBe("port_1");
  expect(portNamed(ports, "b")?.id).toBe("port_2");
  expect(portNamed(ports, "c")).toBeNull();
});

test("columns are named with their table where there are several", () => {
  const orders = { name: "orders", properties: [{ name: "id" }, { name: "amount" }] };
  expect(columnNames([orders])).toEqual(["id", "amount"]);
  expect(columnNames([orders, { name: "lines", properties: [{ name: "id" }] }])).toEqual([
    ...["orders.id", "orders.amount", "lines.id"],
  ]);
});
