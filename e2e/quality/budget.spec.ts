import { gzipSync } from "node:zlib";

import type { Response } from "@playwright/test";

import { expect, test } from "../fixtures/test";

const BUDGET_BYTES = 200 * 1024;

const PAGES = [
  "/",
  "/search?q=airport",
  "/products/airports",
  "/products/airports/data",
  "/products/airports/access",
  "/products/airports/access/ask",
  "/products/airports/activity",
  "/contracts/airports",
  "/domains/aviation",
  "/access",
  "/register",
  "/settings",
  "/notifications",
  "/requests",
  "/requests?view=all",
  "/admin",
  "/admin/webhooks",
];

for (const path of PAGES) {
  test(`${path} loads at most 200 KB of script`, async ({ page, signIn }) => {
    await signIn("admin");
    await page.goto("about:blank");
    const scripts: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.push(weigh(response));
    });

    await page.goto(path, { waitUntil: "networkidle" });
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
  });
}

/** As it travels, wherever it came from: the browser's cache counts too. */
const weigh = async (response: Response): Promise<number> => gzipSync(await response.body()).length;
