/**
 * The entry of every npm script. Plain Node and no dependency, because it is what installs them: it checks the
 * Node version, installs packages, generates the database client, then hands over to the command in TypeScript.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const MIN_NODE = [20, 19];
const STAMPS = path.join(root, "node_modules");

const COMMANDS = {
  demo: () => import("./demo.ts"),
  dev: () => import("./dev.ts"),
  start: () => import("./start.ts"),
  build: () => import("./build.ts"),
  worker: () => import("./worker.ts"),
  seed: () => import("./seed.ts"),
  test: () => import("./test.ts"),
  bench: () => import("./bench/index.ts"),
  "audit-verify": () => import("./audit-verify.ts"),
  permissions: () => import("./permissions.ts"),
};

async function main() {
  const [name, ...args] = process.argv.slice(2);
  refuseOldNode();
  const load = COMMANDS[name];
  if (!load) stop(`There is no command "${name ?? ""}". Commands: ${Object.keys(COMMANDS).join(", ")}.`);
  process.chdir(root);
  for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);

  await install();
  generateDatabaseClient();
  if (!process.execArgv.includes("--conditions=react-server")) await restartForServer(name, args);
  // The command sees its own arguments only.
  process.argv.splice(2, 1);
  const { register } = await import("tsx/esm/api");
  register();
  const { main: run } = await load();
  await run?.(args);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const isOld = major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1]);
  if (isOld) stop(`Trellis needs Node ${MIN_NODE.join(".")} or newer; this is ${process.versions.node}.`);
}

/** Installs what package-lock.json names, once for each state of that file. */
async function install() {
  const lock = hash(["package-lock.json"]);
  if (stampOf("installed") === lock) return;
  const started = Date.now();
  console.log("Installing packages. The first time takes a minute or two.");
  const ticking = setInterval(() => console.log(`  … still installing (${secondsSince(started)} s)`), 15_000);
  // --no-save: the lock file stays as it is. Development packages are needed to build.
  const given = ["install", "--no-save", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = await run(npmProgram(), [...npmScript(), ...given]);
  clearInterval(ticking);
  if (code !== 0)
    stop("npm install failed; its message is above. Trellis needs the npm registry to install.");
  writeStamp("installed", lock);
  console.log(`  ✓ packages installed (${secondsSince(started)} s)`);
}

/** The npm that runs this script, or the one on the PATH. */
const npmProgram = () => (process.env.npm_execpath ? process.execPath : "npm");
const npmScript = () => (process.env.npm_execpath ? [process.env.npm_execpath] : []);

/** Prisma asks for an engine binary, which it never runs to generate: any program will do where none can be had. */
function generateDatabaseClient() {
  const schema = readdirSync(path.join(root, "prisma/schema")).map((name) => `prisma/schema/${name}`);
  const state = hash(["package-lock.json", ...schema.sort()]);
  const client = path.join(root, "lib/platform/db/generated/client.ts");
  if (existsSync(client) && stampOf("generated") === state) return;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, "node_modules/prisma/build/index.js"), "generate"],
    {
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
        ...process.env,
      },
      encoding: "utf8",
    },
  );
  if (status !== 0) stop(`The database client could not be generated.\n${stdout}${stderr}`);
  writeStamp("generated", state);
  console.log("  ✓ database client generated");
}

/** Server modules refuse to load unless Node was started with this condition: npm scripts give it, people may not. */
async function restartForServer(name, args) {
  const script = fileURLToPath(import.meta.url);
  process.on("SIGINT", () => undefined);
  process.exit(await run(process.execPath, ["--conditions=react-server", script, name, ...args]));
}

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: "inherit" });
    child.once("error", () => resolve(127));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function hash(files) {
  const sum = createHash("sha256");
  for (const file of files) sum.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  return sum.digest("hex");
}

function stampOf(name) {
  const file = path.join(STAMPS, `.trellis-${name}`);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function writeStamp(name, value) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(path.join(STAMPS, `.trellis-${name}`), value);
}

const secondsSince = (started) => Math.round((Date.now() - started) / 1000);

/** @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(1);
}

// Last: the functions above that are values exist only now.
await main();
