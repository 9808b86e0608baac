import { expect, test } from "../fixtures/test";

test("an admin makes a key, which then speaks for its team, and revokes it", async ({
  page,
  signIn,
  request,
}) => {
  const name = `nightly-${Date.now().toString(36)}`;
  await signIn("admin");
  await page.goto("/admin/keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByLabel("Belongs to").selectOption("team");
  await page.getByLabel("Team").selectOption({ label: "Flight operations" });
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = await page.locator("[data-secret]").innerText();
  await page.getByRole("button", { name: "I have stored it" }).click();
  await expect(page.getByRole("row", { name }).getByText("Valid")).toBeVisible();

  const headers = { "x-api-key": secret };
  expect((await request.get("/api/dataproducts", { headers })).status()).toBe(200);

  await page.getByRole("row", { name }).getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByRole("row", { name }).getByText("Revoked")).toBeVisible();
  expect((await request.get("/api/dataproducts", { headers })).status()).toBe(401);
});

test("an admin registers a team, edits its members and removes it", async ({ page, signIn }) => {
  const id = `night-shift-${Date.now().toString(36)}`;
  await signIn("admin");
  await page.goto("/admin");
  await page.getByRole("button", { name: "Register a team" }).click();
  await page.getByRole("textbox", { name: "Id" }).fill(id);
  await page.getByRole("textbox", { name: "Name" }).fill(`Night shift ${id}`);
  await page.getByLabel("Parent team").selectOption("flight-operations");
  await page.getByRole("textbox", { name: "Members" }).fill("ada@example.org owner\nbob@example.org");
  await page.getByRole("dialog").getByRole("button", { name: "Register team" }).click();
  await expect(
    page.getByRole("row", { name: id }).getByRole("cell", { name: "2", exact: true }),
  ).toBeVisible();

  await page.getByRole("button", { name: `Edit Night shift ${id}` }).click();
  await page.getByRole("textbox", { name: "Members" }).fill("ada@example.org owner");
  await page.getByRole("button", { name: "Save team" }).click();
  await expect(
    page.getByRole("row", { name: id }).getByRole("cell", { name: "1", exact: true }),
  ).toBeVisible();

  await page.getByRole("button", { name: `Remove Night shift ${id}` }).click();
  await page.getByRole("button", { name: "Remove team" }).click();
  await expect(page.getByRole("row", { name: id })).toHaveCount(0);
});

test("an admin rebuilds the search index and sees it done", async ({ page, signIn }) => {
  await signIn("admin");
  await page.goto("/admin/search");
  await page.getByRole("button", { name: "Rebuild the index" }).click();
  await page.getByRole("button", { name: "Rebuild", exact: true }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/products in [\d.]+ s/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});

test.describe("without the role", () => {
  test.use({ expectedErrors: [/status of 403/] });

  test("the administration is closed to everybody else", async ({ page, signIn }) => {
    await signIn("newcomer");
    for (const path of [
      "/admin",
      "/admin/people",
      "/admin/keys",
      "/admin/webhooks",
      "/admin/jobs",
      "/admin/search",
    ]) {
      await page.goto(path);
      await expect(page.getByText("This page is not open to you"), path).toBeVisible();
    }
  });
});
