import { expect, test } from "../fixtures/test";

test("a search is saved, found again, removed, and brought back", async ({ page, signIn }) => {
  const name = `Open weather ${Date.now().toString(36)}`;
  await signIn("scientist");
  await page.goto("/search?q=weather&classification=public");

  await page.getByRole("button", { name: "Save search" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save search" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.goto("/search");
  const saved = page.getByRole("list", { name: "Saved searches" });
  await saved.getByRole("link", { name }).click();
  await expect(page).toHaveURL(/q=weather&classification=public/);
  await expect(page.getByRole("searchbox")).toHaveValue("weather");

  await page.goto("/search");
  await saved.getByRole("button", { name: `Remove the saved search ${name}` }).click();
  await expect(saved.getByRole("link", { name })).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(saved.getByRole("link", { name })).toBeVisible();
});

test("what led to a product is offered again", async ({ page, signIn }) => {
  await signIn("engineer");
  await page.goto("/search?q=departure+delays");
  await page.getByRole("list", { name: "Results" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await expect(async () => {
    await page.goto("/search");
    await expect(
      page.getByRole("list", { name: "Recent searches" }).getByRole("link", { name: "departure delays" }),
    ).toBeVisible({ timeout: 2_000 });
  }).toPass();
});
