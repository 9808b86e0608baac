/** Families of names that platforms go by. */
const FAMILIES: readonly (readonly string[])[] = [
  ["bigquery", "gcp", "google", "googlebigquery"],
  ["postgres", "postgresql"],
  ["databricks", "databricksunitycatalog", "unitycatalog"],
  ["sqlserver", "mssql"],
  ["s3", "aws"],
];

/** The one name of a platform, however it is written. */
function platformOf(type: string): string {
  const plain = type.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return FAMILIES.find((names) => names.includes(plain))?.[0] ?? plain;
}

/** Whether a connector of that type serves a port on a platform of that type. */
export const fits = (connectorType: string, portType: string): boolean =>
  platformOf(connectorType) !== "" && platformOf(connectorType) === platformOf(portType);

type PortFacts = {
  /** Of the port itself. */
  type: string | null;
  server: Readonly<Record<string, unknown>> | null;
  customProperties: readonly { property: string; value: unknown }[];
};

type ServerFacts = { server: string; type: string };

/**
 * What kind of platform serves the port: the contract's server that the port names, else the contract's first one,
 * else what the port says of its own server, else its type.
 */
export function serverTypeOf(port: PortFacts, servers: readonly ServerFacts[]): string | null {
  const named = port.customProperties.find(({ property }) => property === "contractServer")?.value;
  const chosen = servers.find(({ server }) => server === named) ?? servers[0];
  const own = port.server?.type;
  return chosen?.type ?? (typeof own === "string" ? own : null) ?? port.type;
}

/** The platform of the first connector that serves the port; null: somebody has to grant by hand. */
export const connectorFor = (serverType: string | null, connectorTypes: readonly string[]): string | null =>
  serverType === null ? null : (connectorTypes.find((type) => fits(type, serverType)) ?? null);
