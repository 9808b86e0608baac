import type { SchemaObject, Server } from "../model";

/** Code that reads from a server. For highlighting: `duckdb` is SQL, `spark` is Python, `curl` is shell. */
export type Snippet = {
  language: "python" | "sql" | "duckdb" | "spark" | "curl" | "text";
  label: string;
  code: string;
};

/** What snippets are made from: texts only, whatever the document holds. */
export type Facts = {
  type: string;
  get: (name: string) => string | null;
  /** A number, or null where the document has a placeholder. */
  port: (usual: number) => number;
  /** The name of the table, topic or file in the server's own words. */
  object: string;
};

/** Names of types that mean the same. */
const ALIASES = new Map<string, string>(
  Object.entries({
    postgresql: "postgres",
    cloudsql: "postgres",
    mariadb: "mysql",
    mssql: "sqlserver",
    synapse: "sqlserver",
    gs: "gcs",
    adls: "azure",
    file: "local",
    files: "local",
    presto: "trino",
    rest: "api",
    http: "api",
    https: "api",
  }),
);

export function factsOf(server: Server, object: SchemaObject | null): Facts {
  const get = (name: string) => textOf(server.facts[name]);
  return {
    type: typeOf(server, get),
    get,
    port: (usual) => {
      const port = Number(get("port") ?? "");
      return Number.isInteger(port) && port > 0 && port < 65_536 ? port : usual;
    },
    object: object?.physicalName ?? object?.name ?? get("table") ?? get("view") ?? get("topic") ?? "",
  };
}

function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

const SCHEMES = new Map<string, string>(
  Object.entries({
    s3: "s3",
    s3a: "s3",
    gs: "gcs",
    gcs: "gcs",
    abfss: "azure",
    abfs: "azure",
    az: "azure",
    azure: "azure",
    wasbs: "azure",
    sftp: "sftp",
    file: "local",
  }),
);

type Get = Facts["get"];

/** The type the document says, or what its facts look like: ports often say only "tables" or "files". */
function typeOf({ type }: Server, get: Get): string {
  const word = type.toLowerCase();
  const name = ALIASES.get(word) ?? word;
  if (name === "custom" || !KNOWN.has(name)) return guess(get) ?? name;
  return name === "local" ? (schemeOf(get) ?? name) : name;
}

const KNOWN = new Set([
  ...["postgres", "redshift", "snowflake", "bigquery", "databricks", "s3", "gcs", "azure", "local", "kafka"],
  ...["trino", "athena", "sqlserver", "oracle", "mysql", "duckdb", "api", "sftp"],
]);

function schemeOf(get: Get): string | null {
  const scheme = /^([a-z0-9]+):\/\//i.exec(get("location") ?? "")?.[1]?.toLowerCase() ?? "";
  return SCHEMES.get(scheme) ?? null;
}

const isWeb = (location: string | null): boolean => /^https?:\/\//i.test(location ?? "");

function guess(get: Get): string | null {
  if (get("project") !== null && get("dataset") !== null) return "bigquery";
  if (get("account") !== null && get("database") !== null) return "snowflake";
  if (get("topic") !== null) return "kafka";
  if (get("path") !== null) return "local";
  return schemeOf(get) ?? (isWeb(get("location")) ? "api" : null);
}

/**
 * The full name of a table: the physical name may bring its own schema. Only plain names are taken apart, so
 * that a dot inside a quoted name stays what it is.
 */
export function tableName({ object }: Facts, namespace: readonly (string | null)[]): string[] {
  const own = /^[\w$]+(?:\.[\w$]+)+$/.test(object)
    ? object.split(".")
    : [object === "" ? "your_table" : object];
  const outer = namespace.filter((part) => part !== null);
  return [...outer.slice(0, Math.max(0, outer.length - (own.length - 1))), ...own];
}
