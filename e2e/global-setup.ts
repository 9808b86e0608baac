import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { findFreePort } from "@/lib/platform/free-port";

import { startOidc } from "./fixtures/oidc";

const READY_WITHIN_MS = 900_000;

/**
 * Starts the portal as `npm run demo` does, on a free port, with a database of its own that is thrown away.
 * TRELLIS_E2E_URL names a portal that runs already.
 */
export default async function startPortal(): Promise<() => Promise<void>> {
  if (process.env.TRELLIS_E2E_URL) return () => Promise.resolve();
  const dataDir = await mkdtemp(path.join(tmpdir(), "trellis-e2e-"));
  const port = await findFreePort();
  const apiKey = `e2e_${randomBytes(24).toString("base64url")}`;
  const authSecret = randomBytes(24).toString("base64url");
  const oidc = await startOidc({ redirectUri: `http://localhost:${port}/api/auth/callback/oidc` });

  const portal = spawn(process.execPath, ["--conditions=react-server", "lib/cli/bootstrap.mjs", "demo"], {
    env: {
      ...process.env,
      PORT: String(port),
      TRELLIS_DATA_DIR: dataDir,
      TRELLIS_BOOTSTRAP_API_KEY: apiKey,
      NEXTAUTH_SECRET: authSecret,
      ...oidc.variables,
      NEXTAUTH_URL: "",
      DATABASE_URL: "",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const address = await whenReady(portal);
  process.env.TRELLIS_E2E_URL = address;
  process.env.TRELLIS_E2E_API_KEY = apiKey;
  process.env.TRELLIS_E2E_AUTH_SECRET = authSecret;

  return async () => {
    portal.kill("SIGINT");
    await once(portal, "exit");
    await oidc.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** The demo says its address over the channel when everything is indexed. */
function whenReady(portal: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      portal.kill("SIGINT");
      reject(new Error("The portal for the end-to-end tests was not ready in time."));
    }, READY_WITHIN_MS);
    portal.once("message", (said) => {
      clearTimeout(timer);
      if (typeof said === "object" && "address" in said && typeof said.address === "string")
        resolve(said.address);
      else reject(new Error("The portal did not say its address."));
    });
    portal.once("exit", () => {
      clearTimeout(timer);
      reject(new Error("The portal for the end-to-end tests ended; its message is above."));
    });
  });
}
