import { readFile } from "node:fs/promises";

import { expect, test } from "../fixtures/test";

test("what somebody changed is on the record, as it was before and after", async ({
  page,
  signIn,
  checkA11y,
}) => {
  const word = `keeper${Date.now().toString(36)}`;
  await signIn("admin");
  await page.goto("/settings");
  const title = page.getByLabel("Title");
  const before = await title.inputValue();
  for (const text of [`Chief ${word} of maps`, `Chief ${word} of charts`, before]) {
    await title.fill(text);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved. This is how others see you now.").last()).toBeVisible();
    await page.reload();
    await expect(title).toHaveValue(text);
  }

  await signIn("steward");
  await page.goto("/admin/audit");
  await page.getByLabel("Words or a name").fill(word);
  await page.getByLabel("What", { exact: true }).selectOption({ label: "Update profile" });
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/q=keeper.*action=identity.updateProfile/);
  await expect(page.getByRole("row", { name: /Update profile.*Mara Lindqvist/ })).toHaveCount(3);

  await page.getByRole("link", { name: "Update profile" }).nth(1).click();
  await expect(page).toHaveURL(/entry=aud_/);
  const change = page.getByRole("table", { name: "What changed" });
  await expect(change.getByRole("deletion")).toHaveText("maps");
  await expect(change.getByRole("insertion")).toHaveText("charts");
  await checkA11y();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as NDJSON" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(`Chief ${word} of charts`);

  // The address alone leads to the entry, also when it is on no page of the list.
  const entry = new URL(page.url()).searchParams.get("entry") ?? "";
  await page.goto(`/admin/audit?actorKind=webhook&entry=${entry}`);
  await expect(page.getByRole("heading", { name: /^Entry \d+: Update profile$/ })).toBeVisible();
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
