import { existsSync } from "node:fs";

import { chromium, defineConfig } from "@playwright/test";

import { browserArgs, findMachineBrowser } from "./lib/cli/browser";

/** Playwright's own browser where it is installed, else the machine's. */
const machineBrowser = existsSync(chromium.executablePath()) ? null : findMachineBrowser();
const named = process.env.TRELLIS_CHROMIUM ?? machineBrowser;

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/global-setup.ts",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL: process.env.TRELLIS_E2E_URL ?? "http://localhost:3000",
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { args: browserArgs(), ...(named && { executablePath: named }) },
  },
});
