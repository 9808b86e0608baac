import { expect, test } from "../fixtures/test";

test("a newcomer finds a product in spite of a typing mistake, and sees where it matched", async ({
  page,
  signIn,
}) => {
  await signIn("newcomer");
  await page.getByRole("combobox", { name: "Search products, columns, people" }).fill("wether seatle");
  await page.keyboard.press("Enter");

  await expect(page).toHaveURL(/\/search\?q=wether/);
  const results = page.getByRole("list", { name: "Results" });
  await expect(results.getByRole("link").first()).toContainText("weather");
  await expect(page.getByRole("status").filter({ hasText: /\d+ products?/ })).toBeVisible();

  await results.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("weather");
});

test("results change while one types, and the address is what was found", async ({ page, signIn }) => {
  await signIn("newcomer");
  await page.goto("/search");
  const box = page.getByRole("searchbox", { name: "Search products" });
  await box.fill("airport");
  await expect(page).toHaveURL(/q=airport/);
  await expect(page.getByRole("list", { name: "Results" }).getByRole("link").first()).toHaveText("Airports");

  const address = page.url();
  await page.goto("/");
  await page.goto(address);
  await expect(page.getByRole("list", { name: "Results" }).getByRole("link").first()).toHaveText("Airports");
});

test("a choice narrows the search, is a step in the history, and its counts do not hide the others", async ({
  page,
  signIn,
}) => {
  await signIn("newcomer");
  await page.goto("/search");
  const domains = page.getByRole("group", { name: "Domain" });
  await expect(domains.getByRole("checkbox")).toHaveCount(6);

  await domains.getByRole("checkbox", { name: /^Aviation/ }).check();
  await expect(page).toHaveURL(/domain=aviation/);
  const filters = page.getByRole("list", { name: "Filters" });
  await expect(filters.getByRole("button", { name: "Remove the filter Domain: Aviation" })).toBeVisible();
  await expect(domains.getByRole("checkbox")).toHaveCount(6);

  await page.goBack();
  await expect(domains.getByRole("checkbox", { name: /^Aviation/ })).not.toBeChecked();
  await page.goForward();
  await filters.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/\/search$/);
});

test("a search without results says what was understood and takes the wish", async ({ page, signIn }) => {
  await signIn("newcomer");
  await page.goto("/search?q=zeppelin+hangars");

  await expect(page.getByRole("heading", { name: "Nothing matches “zeppelin hangars”" })).toBeVisible();
  await page.getByLabel("What would you use it for?").fill("A model of airship traffic.");
  await page.getByRole("button", { name: "Ask for this data" }).click();
  await expect(page.getByText("Your wish is on the list")).toBeVisible();
});

test("a near name is offered where nothing matches within the filters", async ({ page, signIn }) => {
  await signIn("newcomer");
  await page.goto("/search?q=airports&domain=media");

  await expect(page.getByRole("heading", { name: "Nothing matches “airports”" })).toBeVisible();
  await page.getByRole("link", { name: "Airports" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Airports" })).toBeVisible();
});

test("a whole result is a file for a spreadsheet", async ({ page, signIn }) => {
  await signIn("newcomer");
  await page.goto("/search?domain=aviation");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toBe("data-products.csv");
});

test("what is restricted to a team cannot be found by others, not even by its name", async ({
  page,
  signIn,
}) => {
  await signIn("newcomer");
  await page.goto("/search?q=payroll");
  await expect(page.getByRole("searchbox")).toHaveValue("payroll");
  const count = await page
    .getByRole("list", { name: "Results" })
    .getByRole("link", { name: /payroll/i })
    .count();
  expect(count).toBe(0);
});
