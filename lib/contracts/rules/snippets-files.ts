import type { Facts, Snippet } from "./snippet-facts";
import { python, sqlText } from "./snippet-quoting";

const STORES = new Set(["s3", "gcs", "azure", "local"]);

/** Files that can be read by their address; an address on the web without a known format is an API. */
export function isFiles(facts: Facts): boolean {
  return STORES.has(facts.type) || (facts.type === "api" && formatOf(facts, locationOf(facts)) !== null);
}

export function fileSnippets(facts: Facts): Snippet[] {
  const location = locationOf(facts);
  if (location === "") return [];
  const format = formatOf(facts, location) ?? "parquet";
  const endpoint = facts.type === "s3" ? facts.get("endpointUrl") : null;
  const reading = { location, format, delimiter: delimiterOf(facts, format), endpoint };
  const select = duckSelect(reading);
  const isWeb = /^https?:/i.test(location);
  const all: (Snippet | null)[] = [
    { language: "python", label: "Python", code: pandas(reading) },
    select === null
      ? null
      : { language: "duckdb", label: "DuckDB", code: duckdb(facts.type, select, endpoint) },
    isWeb ? null : { language: "spark", label: "Spark", code: spark(reading) },
  ];
  return all.filter((snippet) => snippet !== null);
}

/** `{model}` stands for the name of the object, as datacontract-cli has it. */
const locationOf = ({ get, object }: Facts): string =>
  (get("location") ?? get("path") ?? "").replaceAll(/\{(?:model|schema)\}/g, () => object || "YOUR_FILE");

const FORMATS = ["parquet", "csv", "json", "delta", "iceberg", "avro", "orc"] as const;
type Format = (typeof FORMATS)[number];

const ENDINGS = new Map<string, Format>([
  ["jsonl", "json"],
  ["ndjson", "json"],
  ["tsv", "csv"],
]);

function formatOf({ get }: Facts, location: string): Format | null {
  const ending = /\.(\w+)(?:\.gz|\.zst)?$/.exec(location.split("?", 1).join())?.[1]?.toLowerCase() ?? "";
  const said = (get("format") ?? ending).toLowerCase();
  return FORMATS.find((format) => format === said) ?? ENDINGS.get(said) ?? null;
}

/** A character that parts columns; the words of the standard for JSON are no such. */
function delimiterOf({ get }: Facts, format: Format): string | null {
  const delimiter = get("delimiter");
  return format === "csv" && delimiter?.length === 1 ? delimiter : null;
}

type Reading = { location: string; format: Format; delimiter: string | null; endpoint: string | null };

const PANDAS: readonly Format[] = ["csv", "json", "parquet", "orc"];

/** pandas knows no patterns such as `*.parquet`; DuckDB does. */
function pandas(reading: Reading): string {
  const { location, format, delimiter, endpoint } = reading;
  const path = python(location);
  if (format === "delta") return `from deltalake import DeltaTable\n\ndf = DeltaTable(${path}).to_pandas()`;
  const select = duckSelect(reading);
  if (select !== null && (!PANDAS.includes(format) || location.includes("*")))
    return `import duckdb\n\ndf = duckdb.sql(${python(select)}).df()`;
  const options = [
    path,
    ...(delimiter === null ? [] : [`sep=${python(delimiter)}`]),
    ...(/\.(?:jsonl|ndjson)/i.test(location) ? ["lines=True"] : []),
    ...(endpoint === null
      ? []
      : [`storage_options={"client_kwargs": {"endpoint_url": ${python(endpoint)}}}`]),
  ];
  return `import pandas as pd\n\ndf = pd.read_${format}(${options.join(", ")})`;
}

const READERS: Readonly<Partial<Record<Format, string>>> = {
  parquet: "read_parquet",
  csv: "read_csv",
  json: "read_json",
  delta: "delta_scan",
  iceberg: "iceberg_scan",
  avro: "read_avro",
};

/** Null for a format that DuckDB does not read. */
function duckSelect({ location, format, delimiter }: Reading): string | null {
  const reader = READERS[format];
  const options = delimiter === null ? "" : `, delim = ${sqlText(delimiter)}`;
  return reader === undefined ? null : `SELECT * FROM ${reader}(${sqlText(location)}${options}) LIMIT 100`;
}

/** What DuckDB needs to find the reader's own credentials. */
const SECRETS = new Map<string, readonly string[]>(
  Object.entries({
    s3: ["CREATE SECRET (TYPE s3, PROVIDER credential_chain);"],
    gcs: ["CREATE SECRET (TYPE gcs, KEY_ID 'YOUR_HMAC_KEY', SECRET 'YOUR_HMAC_SECRET');"],
    azure: ["INSTALL azure;", "LOAD azure;", "CREATE SECRET (TYPE azure, PROVIDER credential_chain);"],
  }),
);

function duckdb(type: string, select: string, endpoint: string | null): string {
  const host = endpoint?.replace(/^\w+:\/\//, "");
  const secret =
    host === undefined
      ? (SECRETS.get(type) ?? [])
      : [`CREATE SECRET (TYPE s3, PROVIDER credential_chain, ENDPOINT ${sqlText(host)}, URL_STYLE 'path');`];
  return [...secret, `${select};`].join("\n");
}

function spark({ location, format, delimiter }: Reading): string {
  const path = python(location.replace(/^s3:\/\//, "s3a://"));
  const separator = delimiter === null ? "" : `.option("sep", ${python(delimiter)})`;
  const header = format === "csv" ? '.option("header", True)' : "";
  return `df = spark.read.format(${python(format)})${header}${separator}.load(${path})\ndf.show()`;
}
