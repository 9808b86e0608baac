import { describe, expect, it } from "vitest";

import type { ParsedContract, SchemaProperty } from "@/lib/contracts/model";
import { foreignContracts } from "@/lib/testing/foreign-contracts";

import { compareContracts } from "./compare";

const breaksOf = (before: ParsedContract, after: ParsedContract): string[] =>
  compareContracts(before, after).flatMap(({ isBreaking, kind }) => (isBreaking ? [kind] : []));

const withColumns = (contract: ParsedContract, change: (column: SchemaProperty) => SchemaProperty[]) => ({
  ...contract,
  schema: contract.schema.map((object) => ({ ...object, properties: object.properties.flatMap(change) })),
});

const first = (contract: ParsedContract): SchemaProperty | undefined =>
  contract.schema.flatMap(({ properties }) => properties)[0];

describe.skipIf(foreignContracts.length === 0)(
  `the ${foreignContracts.length} valid contracts of other projects`,
  () => {
    it("differ in nothing from themselves", () => {
      for (const { file, contract } of foreignContracts) {
        expect(compareContracts(contract, structuredClone(contract)), file).toEqual([]);
      }
    });

    it("break when an object, a column, a server, a role or a service level goes", () => {
      for (const { file, contract } of foreignContracts) {
        const { schema, servers, roles, sla } = contract;
        if (schema.length > 0)
          expect(breaksOf(contract, { ...contract, schema: schema.slice(1) }), file).toContain("removed");
        if (servers.length > 0)
          expect(breaksOf(contract, { ...contract, servers: [] }), file).toContain("removed");
        if (roles.length > 0)
          expect(breaksOf(contract, { ...contract, roles: [] }), file).toContain("removed");
        if (sla.length > 0) expect(breaksOf(contract, { ...contract, sla: [] }), file).toContain("removed");
        const column = first(contract);
        if (column)
          expect(
            breaksOf(
              contract,
              withColumns(contract, (one) => (one === column ? [] : [one])),
            ),
            file,
          ).not.toEqual([]);
      }
    });

    it("break when a column becomes required, unique or of another type", () => {
      for (const { file, contract } of foreignContracts) {
        const column = first(contract);
        if (!column) continue;
        const change = (over: Partial<SchemaProperty>) =>
          breaksOf(
            contract,
            withColumns(contract, (one) => (one === column ? [{ ...one, ...over }] : [one])),
          );
        if (!column.isRequired) expect(change({ isRequired: true }), file).toEqual(["changed"]);
        if (!column.isUnique) expect(change({ isUnique: true }), file).toEqual(["changed"]);
        if (column.logicalType) expect(change({ logicalType: "of another kind" }), file).toEqual(["changed"]);
      }
    });

    it("do not break when a column or words are added", () => {
      for (const { file, contract } of foreignContracts) {
        const [object] = contract.schema;
        const column = first(contract);
        if (!object || !column) continue;
        const more = { ...column, name: "added_by_the_test", physicalName: null, description: null };
        const after = {
          ...contract,
          schema: contract.schema.map((one) => ({
            ...one,
            description: `${one.description ?? ""} More words.`,
            properties: [...one.properties, more],
          })),
        };
        expect(breaksOf(contract, after), file).toEqual([]);
      }
    });
  },
);
