import { uri } from "@/lib/platform/document-formats";
import {
  either,
  isFields,
  like,
  type RecordShape,
  record,
  type Shape,
  text,
  whole,
  words,
} from "@/lib/platform/document-shape";

import type { Release } from "./release";

/**
 * What each type of server says about itself. `!` marks what is required, `:` a form other than text, and
 * `@` the release that brought it: `encoding@320` is a text since 3.2.0.
 */
const SERVERS: Readonly<Record<string, string>> = {
  api: "location:uri!",
  athena: "stagingDir:uri schema! catalog regionName workgroup@320",
  azure: "location:uri! format:format! encoding@320 delimiter:delimiter",
  bigquery: "project! dataset!",
  "btrieve@320": "host! port:port database!",
  clickhouse: "host! port:port! database!",
  cloudsql: "host! port:port! database! schema!",
  custom:
    "account catalog database dataset delimiter endpointUrl:uri format encoding@320 host location:uri path port:port project region regionName schema serviceName stagingDir warehouse stream@310",
  databricks: "host catalog! schema!",
  db2: "host! port:port! database! schema",
  denodo: "host! port:port! database",
  dremio: "host! port:port! schema",
  duckdb: "database! schema:duckSchema",
  "exasol@320": "host! port:port schema",
  "fastobjects@320": "database! host port:port",
  glue: "account! database! location:uri format encoding@320",
  "hana@320": "host! port:port database schema",
  "hive@310": "host! port:port database!",
  "iceberg@320": "catalog! catalogUrl:uri! namespace warehouse",
  "impala@310": "host! port:port database!",
  informix: "host! port:port database!",
  "ingres@320": "database! host! port:port",
  kafka: "host! format encoding@320",
  kinesis: "region format encoding@320",
  local: "path! format! encoding@320",
  mysql: "host! port:port! database!",
  oracle: "host! port:port! serviceName!",
  "poet@320": "database! host port:port",
  postgres: "host! port:port! database! schema!",
  postgresql: "host! port:port! database! schema!",
  presto: "host! catalog schema",
  pubsub: "project!",
  redshift: "host database! schema! region account",
  s3: "location:uri! endpointUrl:uri format:format encoding@320 delimiter:delimiter",
  sftp: "location:sftp! format:format encoding@320 delimiter:delimiter",
  snowflake: "host port:port account! database! schema! warehouse",
  sqlserver: "host! port:port database! schema!",
  synapse: "host! port:port! database!",
  "teradata@320": "host! port:port database",
  trino: "host! port:port! catalog! schema!",
  "vectorwise@320": "database! host! port:port",
  "versant@320": "database! host port:port",
  vertica: "host! port:port! database! schema!",
  "zen@310": "host! port:port database!",
};

const textOrNumber = either((value) => (typeof value === "string" ? text : whole));
const sftp = like(/^sftp:\/\//, "an address that begins with sftp://");

/** Up to 3.0 files had few formats, a port was always a number, and a schema of DuckDB was one by mistake. */
function forms(release: Release): Readonly<Record<string, Shape>> {
  const isOld = release < 310;
  return {
    text,
    uri,
    sftp,
    port: release >= 320 ? textOrNumber : whole,
    format: isOld ? words("parquet", "delta", "json", "csv") : text,
    delimiter: isOld ? words("new_line", "array") : text,
    duckSchema: isOld ? whole : text,
  };
}

type Facts = { fields: Record<string, Shape>; required: string[] };

/** Reads one row of the table as it held in a release. */
function factsOf(row: string, release: Release): Facts {
  const known = forms(release);
  const facts: Facts = { fields: {}, required: [] };
  for (const [, name = "", form = "text", mark, since] of row.matchAll(/(\w+)(?::(\w+))?(!)?(?:@(\d+))?/g)) {
    if (Number(since ?? 0) > release) continue;
    facts.fields[name] = known[form] ?? text;
    if (mark) facts.required.push(name);
  }
  return facts;
}

/** Athena's staging directory was required until 3.2, under a misspelt name before 3.0.2. */
function alsoRequired(type: string, release: Release): string[] {
  if (type !== "athena" || release >= 320) return [];
  return [release < 302 ? "staging_dir" : "stagingDir"];
}

/** The shape of a server: common fields, and those of its type. */
export function serverShape(common: Record<string, Shape>, release: Release): Shape {
  const isOpen = release < 310;
  const shapes = new Map<string, RecordShape>();
  for (const [key, row] of Object.entries(SERVERS)) {
    const [type = "", since = "0"] = key.split("@");
    if (Number(since) > release) continue;
    const { fields, required } = factsOf(row, release);
    const all = ["server", "type", ...required, ...alsoRequired(type, release)];
    shapes.set(type, record({ ...common, server: text, type: text, ...fields }, { required: all, isOpen }));
  }
  const type = words(...[...shapes.keys()].sort());
  const unknown = record({ ...common, server: text, type }, { required: ["server", "type"], isOpen: true });
  return either((value) => shapeOf(value, shapes) ?? unknown);
}

const shapeOf = (value: unknown, shapes: ReadonlyMap<string, RecordShape>) =>
  isFields(value) && typeof value.type === "string" ? shapes.get(value.type) : undefined;
