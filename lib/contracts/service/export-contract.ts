import "server-only";

import { stringify } from "yaml";
import { z } from "zod";

import { allow } from "@/lib/platform/actor";
import { query } from "@/lib/platform/operation";

import { EXPORT_FORMATS, ExportedContract, type ExportFormat } from "../model";
import { toDbtModels } from "../rules/export/dbt";
import { toDdl } from "../rules/export/ddl";
import { toJsonSchema } from "../rules/export/json-schema";
import { getVisible, type StoredContract } from "../store/views";

export const exportContract = query({
  name: "contracts.exportContract",
  summary: "Write the schema of a data contract as JSON Schema, as SQL of a database, or as dbt models.",
  input: z.object({ id: z.string(), format: z.enum(EXPORT_FORMATS) }),
  output: ExportedContract,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  run: (_scope, { format }, contract) => WRITERS[format](contract),
});

type Writer = (contract: StoredContract) => ExportedContract;

const ddl =
  (dialect: "postgres" | "snowflake" | "bigquery"): Writer =>
  ({ schema, servers, id }) => ({
    text: toDdl(schema, dialect, servers),
    mediaType: "application/sql",
    fileName: `${id}.${dialect}.sql`,
  });

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  "json-schema": ({ id, name, schema }) => ({
    text: `${JSON.stringify(toJsonSchema(name ?? id, schema), null, 2)}\n`,
    mediaType: "application/schema+json",
    fileName: `${id}.schema.json`,
  }),
  "sql-postgres": ddl("postgres"),
  "sql-snowflake": ddl("snowflake"),
  "sql-bigquery": ddl("bigquery"),
  dbt: ({ id, schema }) => ({
    text: stringify(toDbtModels(schema)),
    mediaType: "application/yaml",
    fileName: `${id}.dbt.yml`,
  }),
};
