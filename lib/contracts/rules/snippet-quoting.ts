/**
 * Quoting for code that people copy and run. Every value comes from a document that anybody may have written:
 * whatever it holds must stay one literal or one name of the language that it is put into.
 */

/** Characters that a terminal obeys, and ones that change the order in which text is shown. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Half of a surrogate pair, which no encoder takes. */
const HALF = /\p{Surrogate}/gu;

const seen = (value: string): string => value.replaceAll(UNSEEN, "").replaceAll(HALF, "\ufffd");

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A Python string. JSON's escapes are a subset of Python's. */
export const python = (value: string): string =>
  JSON.stringify(value.replaceAll(HALF, "\ufffd")).replaceAll(UNSEEN, escaped);

/** One word for a POSIX shell. */
export const shell = (value: string): string => `'${seen(value).replaceAll("'", `'\\''`)}'`;

/** A standard SQL text, which knows no escapes but the doubled quote. */
export const sqlText = (value: string): string => `'${seen(value).replaceAll("'", "''")}'`;

/** `"name"` of standard SQL: Postgres, Snowflake, Oracle, Trino, DuckDB. */
export const doubleQuoted = (name: string): string => `"${seen(name).replaceAll('"', '""')}"`;

/** A name in backticks: MySQL, Spark and Databricks double a backtick inside. */
export const backticked = (name: string): string => `\`${seen(name).replaceAll("`", "``")}\``;

/** A name in backticks for BigQuery, where a backslash escapes. */
export const bigQueryName = (name: string): string =>
  `\`${seen(name).replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("\n", "\\n")}\``;

/** `[name]` of SQL Server. */
export const bracketed = (name: string): string => `[${seen(name).replaceAll("]", "]]")}]`;

/** A value of a connection string for Postgres, which is itself put into a literal afterwards. */
export const libpqValue = (value: string): string => connectionValue(value, "'");

/** The same for MySQL. */
export const mysqlValue = (value: string): string => connectionValue(value, '"');

function connectionValue(value: string, quote: string): string {
  if (/^[\w.-]+$/.test(value)) return value;
  return `${quote}${seen(value).replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** A part of an address. */
export const inUrl = (value: string): string => encodeURIComponent(seen(value));

/** A host in an address. Placeholders such as `${HOST}` stay readable; what could end the host is escaped. */
export const inHost = (value: string): string => seen(value).replaceAll(/[^\w.\-${}]/gu, encodeURIComponent);
