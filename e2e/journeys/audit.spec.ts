import { readFile } from "node:fs/promises";

import { expect, test } from "../fixtures/test";

const KEY = { "x-api-key": process.env.TRELLIS_E2E_API_KEY ?? "" };

test("what a key changed is on the record, as it was before and after", async ({
  page,
  signIn,
  checkA11y,
  request,
}) => {
  const id = `makers-${Date.now().toString(36)}`;
  const address = `/api/teams/${id}`;
  for (const name of [`${id} of maps`, `${id} of charts`]) {
    const data = { id, name, type: "Team" };
    expect((await request.put(address, { headers: KEY, data })).status()).toBe(200);
  }
  expect((await request.delete(address, { headers: KEY })).status()).toBe(200);

  await signIn("steward");
  await page.goto("/admin/audit");
  await page.getByLabel("Words or a name").fill(id);
  await page.getByLabel("Who", { exact: true }).selectOption({ label: "API keys" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/q=makers.*actorKind=key/);
  await expect(page.getByRole("row", { name: /API key Bootstrap key/ })).toHaveCount(3);

  await page.getByRole("link", { name: "Register team" }).first().click();
  await expect(page).toHaveURL(/entry=aud_/);
  const change = page.getByRole("table", { name: "What changed" });
  await expect(change.getByRole("deletion")).toHaveText("maps");
  await expect(change.getByRole("insertion")).toHaveText("charts");
  await checkA11y();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as NDJSON" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(`${id} of charts`);

  // The address alone leads to the entry, also when it is on no page of the list.
  const entry = new URL(page.url()).searchParams.get("entry") ?? "";
  await page.goto(`/admin/audit?actorKind=webhook&entry=${entry}`);
  await expect(page.getByRole("heading", { name: /^Entry \d+: Register team$/ })).toBeVisible();
});

test.describe("without the role", () => {
  test.use({ expectedErrors: [/status of 403/] });

  test("the record is closed, on its page and as a file", async ({ page, signIn }) => {
    await signIn("owner");
    await page.goto("/admin/audit");
    await expect(page.getByText("This page is not open to you")).toBeVisible();
    for (const path of ["/api/audit", "/api/audit/export", "/api/audit/export?format=ndjson"])
      expect((await page.request.get(path)).status()).toBe(403);
  });
});
