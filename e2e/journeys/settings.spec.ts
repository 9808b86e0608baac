import { expect, signInByHand, test } from "../fixtures/test";

test("a person changes how others see them, and is told what is wrong beside the field", async ({
  page,
  signIn,
}) => {
  await signIn("steward");
  await page.goto("/settings");
  const title = page.getByLabel("Title");
  const before = await title.inputValue();

  await page.getByLabel("Name").fill("   ");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
  await page.reload();

  await title.fill("Keeper of rules");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved. This is how others see you now.")).toBeVisible();
  await page.reload();
  await expect(title).toHaveValue("Keeper of rules");
  await title.fill(before);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved. This is how others see you now.")).toBeVisible();
});

test("a session that is ended elsewhere has to sign in again", async ({ page, browser }) => {
  await signInByHand(page, "keeper");
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await signInByHand(elsewhere, "keeper");

  await page.goto("/settings");
  await page.getByRole("button", { name: "End all others" }).click();
  await page.getByRole("button", { name: "End them" }).click();
  await expect(page.getByText("You are signed in only here now.")).toBeVisible();

  await elsewhere.goto("/settings");
  await expect(elsewhere.getByRole("heading", { name: /^Sign in to/ })).toBeVisible();
  await other.close();
});

test("signing out ends the session, and the way back leads to the page that was asked for", async ({
  page,
}) => {
  await signInByHand(page, "outsider");
  await page.getByRole("button", { name: /^Your menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: /^Sign in to/ })).toBeVisible();

  await page.goto("/search?q=airport");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole("button", { name: "Priya Raman" }).click();
  await expect(page).toHaveURL(/\/search\?q=airport/);
});

test("the theme is chosen once and there before the first paint", async ({ page, signIn }) => {
  await signIn("scientist");
  await page.goto("/settings");
  await page.getByText("Dark", { exact: true }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);

  await page.goto("/", { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveClass(/dark/);
});
