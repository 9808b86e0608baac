import { Classification } from "@/lib/catalog/model";
import type { ProductSchema, ReadableContract, SchemaProperty } from "@/lib/contracts/model";

export type Contents = {
  /** The strictest of all contracts; null where none says. */
  classification: Classification | null;
  /** Kinds of personal data, each once. */
  personalData: string[];
  tables: number;
  columns: number;
};

/** What a product holds, by the contracts of its ports. */
export function contentsOf({ ports }: Pick<ProductSchema, "ports">): Contents {
  const contracts = contractsOf(ports);
  const columns = contracts.flatMap(({ schema }) => schema.flatMap(({ properties }) => properties));
  const levels = contracts.map(({ classification }) => classification);
  const kinds = columns.flatMap(withDescendants).flatMap(({ personalData }) => personalData ?? []);
  return {
    classification: [...Classification.options].reverse().find((level) => levels.includes(level)) ?? null,
    personalData: [...new Set(kinds)],
    tables: contracts.reduce((sum, { schema }) => sum + schema.length, 0),
    columns: columns.length,
  };
}

/** The contracts of the ports, each once, in the order of the ports. */
export function contractsOf(ports: ProductSchema["ports"]): ReadableContract[] {
  const contracts = ports.flatMap(({ contract }) => contract ?? []);
  return [...new Map(contracts.map((contract) => [contract.id, contract])).values()];
}

const withDescendants = (property: SchemaProperty): SchemaProperty[] => [
  property,
  ...property.properties.flatMap(withDescendants),
];
