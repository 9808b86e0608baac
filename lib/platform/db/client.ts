import "server-only";

import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

import { type Prisma, PrismaClient } from "./generated/client";
import { createStatementNames } from "./statement-names";

/** What a store receives: the shared client or the transaction the operation runs in. */
export type Db = Prisma.TransactionClient;

/** One pool serves Prisma, the search engine's own SQL and the job queue. */
export type Database = { db: PrismaClient; pool: pg.Pool };

/** Opens a pool of at most `max` connections. Nothing connects before the first statement. */
export function connect(url: string, max = 10): Database {
  const pool = new pg.Pool({ connectionString: url, max, idleTimeoutMillis: 30_000 });
  // A connection that the server closes must not end the process, neither an idle one nor one in use: what runs
  // on it fails by itself, and the next query opens another.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: false,
    statementNameGenerator: createStatementNames(),
  });
  return { db: new PrismaClient({ adapter }), pool };
}
