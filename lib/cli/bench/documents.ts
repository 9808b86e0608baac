import type { Mesh, MeshProduct, MeshTeam } from "./mesh";

/** The document that a team of the mesh would be registered with. */
export const teamDocument = ({ id, name, type, parentId }: MeshTeam): string =>
  JSON.stringify({ id, name, type, ...(parentId !== null && { parent: parentId }) });

/** A contract per product, under an id of its own. */
const contractIdOf = (product: MeshProduct): string => `contract-${product.id}`;

/** A product as Bitol's standard writes it, with its input ports and one output port per way to get it. */
export function productDocument(product: MeshProduct, { products }: Mesh): string {
  const { id, name, version, status, tags, team, domain, type, isRestricted } = product;
  const inputs = product.inputs.flatMap((number) => products[Number(number)] ?? []);
  return JSON.stringify({
    ...{ apiVersion: "v1.0.0", kind: "DataProduct", id, name, version, status, tags, type },
    domain: domain.name,
    team: { name: team.id },
    description: {
      purpose: product.description,
      usage: "Join on the identifier.",
      limitations: "None known.",
    },
    customProperties: isRestricted ? [{ property: "visibility", value: "restricted" }] : [],
    inputPorts: inputs.map((input, index) => ({
      ...{ name: `input-${index + 1}`, version: input.version, contractId: contractIdOf(input) },
    })),
    outputPorts: product.portTypes.map((port) => ({
      ...{ name: `${id}-${port}`, version, type: port, contractId: contractIdOf(product) },
      description: `Delivered as ${port}.`,
    })),
  });
}

/** The contract of a product: one table with all its columns. */
export function contractDocument(product: MeshProduct): string {
  const { name, version, team, classification, columns } = product;
  return JSON.stringify({
    ...{
      apiVersion: "v3.1.0",
      kind: "DataContract",
      id: contractIdOf(product),
      name,
      version,
      status: "active",
    },
    team: { name: team.id },
    description: { purpose: product.description },
    schema: [
      {
        ...{ name: "records", physicalType: "table" },
        properties: columns.map((column, index) => ({
          ...{ name: column.name, logicalType: column.type, description: column.description },
          ...{
            required: index === 0,
            primaryKey: index === 0,
            ...(index === 0 && { primaryKeyPosition: 1 }),
          },
          classification,
        })),
      },
    ],
  });
}
