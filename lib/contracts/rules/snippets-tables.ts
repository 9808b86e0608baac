import { type Facts, type Snippet, tableName } from "./snippet-facts";
import {
  backticked,
  bigQueryName,
  bracketed,
  doubleQuoted,
  inHost,
  inUrl,
  libpqValue,
  mysqlValue,
  python,
  sqlText,
} from "./snippet-quoting";

/** How one kind of database is spoken to. */
type Dialect = {
  /** Facts that a table's name is made of, outermost first. */
  namespace: readonly string[];
  quote: (name: string) => string;
  /** Python that makes `connection`; the usual DB-API follows. */
  connect: (facts: Facts) => string[];
  select?: (table: string) => string;
  spark?: (facts: Facts, table: string) => string;
  duckdb?: (facts: Facts, parts: readonly string[]) => string;
};

export const isTable = ({ type }: Facts): boolean => DIALECTS.has(type);

export function tableSnippets(facts: Facts): Snippet[] {
  const dialect = DIALECTS.get(facts.type);
  if (!dialect) return [];
  const parts = tableName(facts, dialect.namespace.map(facts.get));
  const table = nameOf(dialect, parts);
  const select = dialect.select?.(table) ?? `SELECT * FROM ${table} LIMIT 100`;
  const snippets: Snippet[] = [
    { language: "python", label: "Python", code: pythonCode(dialect.connect(facts), select) },
    { language: "sql", label: "SQL", code: `${select};` },
  ];
  if (dialect.duckdb)
    snippets.push({ language: "duckdb", label: "DuckDB", code: dialect.duckdb(facts, parts) });
  if (dialect.spark) snippets.push({ language: "spark", label: "Spark", code: dialect.spark(facts, table) });
  return snippets;
}

/** BigQuery quotes a path as one name; all others quote its parts. */
const nameOf = ({ quote }: Dialect, parts: readonly string[]): string =>
  quote === bigQueryName ? quote(parts.join(".")) : parts.map(quote).join(".");

const pythonCode = (connect: readonly string[], select: string): string =>
  [
    ...connect,
    "cursor = connection.cursor()",
    `cursor.execute(${python(select)})`,
    "rows = cursor.fetchall()",
  ].join("\n");

type Setting = readonly [name: string, value: string | null];

/** `module.connect(...)` with one setting to a line; what the document does not say is left out. */
function connecting(
  module: string,
  settings: readonly Setting[],
  secrets: Readonly<Record<string, string>>,
): string[] {
  const given = settings.flatMap(([name, value]) => (value === null ? [] : [`    ${name}=${value},`]));
  const own = Object.entries(secrets).map(
    ([name, variable]) => `    ${name}=os.environ[${python(variable)}],`,
  );
  return ["import os", `import ${module}`, "", `connection = ${module}.connect(`, ...given, ...own, ")"];
}

const quoted = (value: string | null): string | null => (value === null ? null : python(value));
const text = ({ get }: Facts, name: string): string => get(name) ?? `YOUR_${name.toUpperCase()}`;

/** Spark's JDBC reader. Options of the address come after `separator`. */
const jdbc = (url: string, table: string): string =>
  [
    "import os",
    "",
    "df = (",
    '    spark.read.format("jdbc")',
    `    .option("url", ${python(url)})`,
    `    .option("dbtable", ${python(table)})`,
    '    .option("user", os.environ["DB_USER"])',
    '    .option("password", os.environ["DB_PASSWORD"])',
    "    .load()",
    ")",
    "df.show()",
  ].join("\n");

const host = (facts: Facts, usual: number): string => `${inHost(text(facts, "host"))}:${facts.port(usual)}`;

/** Attaches a database to DuckDB; the settings are a connection string inside a SQL text. */
function attach(extension: string, settings: readonly string[], parts: readonly string[]): string {
  return [
    `INSTALL ${extension};`,
    `LOAD ${extension};`,
    `ATTACH ${sqlText(settings.join(" "))} AS source (TYPE ${extension}, READ_ONLY);`,
    `SELECT * FROM source.${parts.slice(-2).map(doubleQuoted).join(".")} LIMIT 100;`,
  ].join("\n");
}

const postgresLike = (usual: number): Dialect => ({
  namespace: ["schema"],
  quote: doubleQuoted,
  connect: (facts) =>
    connecting(
      "psycopg",
      [
        ["host", python(text(facts, "host"))],
        ["port", String(facts.port(usual))],
        ["dbname", python(text(facts, "database"))],
      ],
      { user: "PGUSER", password: "PGPASSWORD" },
    ),
  spark: (facts, table) =>
    jdbc(`jdbc:postgresql://${host(facts, usual)}/${inUrl(text(facts, "database"))}`, table),
  duckdb: (facts, parts) =>
    attach(
      "postgres",
      [
        `host=${libpqValue(text(facts, "host"))}`,
        `port=${facts.port(usual)}`,
        `dbname=${libpqValue(text(facts, "database"))}`,
      ],
      parts,
    ),
});

const DIALECTS = new Map<string, Dialect>(
  Object.entries<Dialect>({
    postgres: postgresLike(5432),
    redshift: postgresLike(5439),
    mysql: {
      namespace: ["database"],
      quote: backticked,
      connect: (facts) =>
        connecting(
          "pymysql",
          [
            ["host", python(text(facts, "host"))],
            ["port", String(facts.port(3306))],
            ["database", python(text(facts, "database"))],
          ],
          { user: "MYSQL_USER", password: "MYSQL_PASSWORD" },
        ),
      spark: (facts, table) =>
        jdbc(`jdbc:mysql://${host(facts, 3306)}/${inUrl(text(facts, "database"))}`, table),
      duckdb: (facts, parts) =>
        attach(
          "mysql",
          [
            `host=${mysqlValue(text(facts, "host"))}`,
            `port=${facts.port(3306)}`,
            `database=${mysqlValue(text(facts, "database"))}`,
          ],
          parts,
        ),
    },
    sqlserver: {
      namespace: ["database", "schema"],
      quote: bracketed,
      select: (table) => `SELECT TOP 100 * FROM ${table}`,
      connect: (facts) =>
        connecting(
          "pymssql",
          [
            ["server", python(text(facts, "host"))],
            ["port", String(facts.port(1433))],
            ["database", python(text(facts, "database"))],
          ],
          { user: "MSSQL_USER", password: "MSSQL_PASSWORD" },
        ),
      spark: (facts, table) =>
        jdbc(
          `jdbc:sqlserver://${host(facts, 1433)};databaseName={${text(facts, "database").replaceAll("}", "}}")}}`,
          table,
        ),
    },
    oracle: {
      namespace: ["schema"],
      quote: doubleQuoted,
      select: (table) => `SELECT * FROM ${table} FETCH FIRST 100 ROWS ONLY`,
      connect: (facts) =>
        connecting(
          "oracledb",
          [
            ["host", python(text(facts, "host"))],
            ["port", String(facts.port(1521))],
            ["service_name", python(text(facts, "serviceName"))],
          ],
          { user: "ORACLE_USER", password: "ORACLE_PASSWORD" },
        ),
      spark: (facts, table) =>
        jdbc(`jdbc:oracle:thin:@//${host(facts, 1521)}/${inUrl(text(facts, "serviceName"))}`, table),
    },
    snowflake: {
      namespace: ["database", "schema"],
      quote: doubleQuoted,
      connect: (facts) =>
        connecting(
          "snowflake.connector",
          [
            ["account", python(text(facts, "account"))],
            ["warehouse", quoted(facts.get("warehouse"))],
            ["database", python(text(facts, "database"))],
            ["schema", python(text(facts, "schema"))],
          ],
          { user: "SNOWFLAKE_USER", password: "SNOWFLAKE_PASSWORD" },
        ),
      spark: (facts, table) => snowflakeSpark(facts, table),
    },
    bigquery: {
      namespace: ["project", "dataset"],
      quote: bigQueryName,
      connect: (facts) => [
        "from google.cloud.bigquery import Client, dbapi",
        "",
        `connection = dbapi.connect(Client(project=${python(text(facts, "project"))}))`,
      ],
      spark: (facts) =>
        `df = spark.read.format("bigquery").load(${python(tableName(facts, ["project", "dataset"].map(facts.get)).join("."))})\ndf.show()`,
      duckdb: (_facts, parts) =>
        [
          "INSTALL bigquery FROM community;",
          "LOAD bigquery;",
          `SELECT * FROM bigquery_scan(${sqlText(parts.join("."))}) LIMIT 100;`,
        ].join("\n"),
    },
    databricks: {
      namespace: ["catalog", "schema"],
      quote: backticked,
      connect: (facts) => [
        "import os",
        "from databricks import sql",
        "",
        "connection = sql.connect(",
        `    server_hostname=${python(text(facts, "host"))},`,
        '    http_path=os.environ["DATABRICKS_HTTP_PATH"],',
        '    access_token=os.environ["DATABRICKS_TOKEN"],',
        ")",
      ],
      spark: (_facts, table) => `df = spark.table(${python(table)})\ndf.show()`,
    },
    trino: {
      namespace: ["catalog", "schema"],
      quote: doubleQuoted,
      connect: (facts) =>
        connecting(
          "trino.dbapi",
          [
            ["host", python(text(facts, "host"))],
            ["port", String(facts.port(443))],
            ["catalog", quoted(facts.get("catalog"))],
            ["schema", quoted(facts.get("schema"))],
          ],
          { user: "TRINO_USER" },
        ),
    },
    athena: {
      namespace: ["catalog", "schema"],
      quote: doubleQuoted,
      connect: (facts) => [
        "import pyathena",
        "",
        "connection = pyathena.connect(",
        ...settingLines([
          ["s3_staging_dir", quoted(facts.get("stagingDir"))],
          ["work_group", quoted(facts.get("workgroup"))],
          ["region_name", quoted(facts.get("regionName"))],
          ["schema_name", quoted(facts.get("schema"))],
        ]),
        ")",
      ],
    },
    duckdb: {
      namespace: ["schema"],
      quote: doubleQuoted,
      connect: (facts) => [
        "import duckdb",
        "",
        `connection = duckdb.connect(${python(text(facts, "database"))}, read_only=True)`,
      ],
      duckdb: (facts, parts) =>
        [
          `ATTACH ${sqlText(text(facts, "database"))} AS source (READ_ONLY);`,
          `SELECT * FROM source.${parts.slice(-2).map(doubleQuoted).join(".")} LIMIT 100;`,
        ].join("\n"),
    },
  }),
);

const settingLines = (settings: readonly Setting[]): string[] =>
  settings.flatMap(([name, value]) => (value === null ? [] : [`    ${name}=${value},`]));

function snowflakeSpark(facts: Facts, table: string): string {
  const account = text(facts, "account");
  const address = account.includes(".") ? account : `${account}.snowflakecomputing.com`;
  return [
    "import os",
    "",
    "df = (",
    '    spark.read.format("snowflake")',
    `    .option("sfURL", ${python(address)})`,
    `    .option("sfDatabase", ${python(text(facts, "database"))})`,
    `    .option("sfSchema", ${python(text(facts, "schema"))})`,
    '    .option("sfUser", os.environ["SNOWFLAKE_USER"])',
    '    .option("sfPassword", os.environ["SNOWFLAKE_PASSWORD"])',
    `    .option("dbtable", ${python(table)})`,
    "    .load()",
    ")",
    "df.show()",
  ].join("\n");
}
