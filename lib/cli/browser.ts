import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import type { Report } from "./progress";
import { variables } from "./settings";

const INSTALL_WITHIN_MS = 600_000;
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Chromium refuses its sandbox to root. */
export const browserArgs = (): string[] => (process.getuid?.() === 0 ? ["--no-sandbox"] : []);

/** A browser of the machine: the one named by TRELLIS_CHROMIUM, or one on the PATH. */
export function findMachineBrowser(): string | null {
  const { TRELLIS_CHROMIUM: named, PATH = "" } = variables();
  if (named) return named;
  const folders = [...PATH.split(path.delimiter), "/usr/bin", "/usr/local/bin"];
  const files = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return files.find((file) => existsSync(file)) ?? null;
}

/**
 * Sees to it that there is a browser that really starts, and returns its path, or null for Playwright's own.
 * Installs Playwright's own where its host can be reached, else Debian's where this process may.
 */
export async function ensureBrowser(report: Report): Promise<string | null> {
  if (await starts(null)) return null;
  const present = findMachineBrowser();
  if (present && (await starts(present))) return present;

  report("  … installing a browser for the end-to-end tests");
  if ((await tries(installPlaywrights)) && (await starts(null))) return null;
  if (await tries(installDebians)) {
    // Debian's package brings the libraries that Playwright's own may have missed.
    if (await starts(null)) return null;
    const installed = findMachineBrowser();
    if (installed && (await starts(installed))) return installed;
  }
  throw new Error(
    "There is no browser that starts, and none could be installed. Run `npx playwright install --with-deps chromium`, install Chromium, or name one with TRELLIS_CHROMIUM.",
  );
}

async function starts(executablePath: string | null): Promise<boolean> {
  const { chromium } = await import("@playwright/test");
  if (executablePath === null && !existsSync(chromium.executablePath())) return false;
  try {
    const browser = await chromium.launch({
      args: browserArgs(),
      ...(executablePath !== null && { executablePath }),
    });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

async function tries(install: () => Promise<unknown>): Promise<boolean> {
  try {
    await install();
    return true;
  } catch {
    return false;
  }
}

const run = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, [...args], { timeout: INSTALL_WITHIN_MS, maxBuffer: 64_000_000 });

const installPlaywrights = () =>
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);

async function installDebians(): Promise<void> {
  await apt(["update"]);
  await apt(["install", "-y", "--no-install-recommends", "chromium"]);
}

const apt = (args: readonly string[]) =>
  process.getuid?.() === 0 ? run("apt-get", args) : run("sudo", ["-n", "apt-get", ...args]);
