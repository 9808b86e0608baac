import { expect, test } from "../fixtures/test";

test("the keyboard alone leads from home to a product and back", async ({ page, signIn }) => {
  await signIn("scientist");
  const box = page.getByRole("combobox", { name: "Search products, columns, people" });
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(box).toBeFocused({ timeout: 500 });
  }).toPass();

  await page.keyboard.type("airports");
  await page.keyboard.press("Enter");
  const found = page.getByRole("list", { name: "Results" }).getByRole("link");
  await expect(found.first()).toHaveText("Airports");
  await expect(page.getByRole("searchbox")).toBeFocused();

  await page.keyboard.press("ArrowDown");
  await expect(found.nth(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(found.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("searchbox")).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Airports" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
});

test("letters that somebody types into a field are no commands", async ({ page, signIn }) => {
  await signIn("scientist");
  await page.goto("/settings");
  const name = page.getByLabel("Title");
  await name.fill("");
  await name.pressSequentially("g h ? j");
  await expect(name).toHaveValue("g h ? j");
  await expect(page).toHaveURL(/\/settings$/);
});

test("the command palette goes, searches and does", async ({ page, signIn, checkA11y }) => {
  await signIn("owner");
  const palette = page.getByRole("dialog", { name: "Command palette" });
  const open = async () => {
    await expect(async () => {
      await page.keyboard.press("ControlOrMeta+k");
      await expect(palette).toBeVisible({ timeout: 2_000 });
    }).toPass();
  };

  await open();
  await checkA11y();
  await page.keyboard.type("doma");
  await expect(palette.getByRole("option", { name: /Domains/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Domains" })).toBeVisible();

  await open();
  await page.keyboard.type("airpo");
  await palette.getByRole("option", { name: /^Airports/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Airports" })).toBeVisible();

  await open();
  await page.keyboard.type("switch to");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveClass(/dark/);
});

test("a dialog gives the focus back to what opened it", async ({ page, signIn }) => {
  await signIn("scientist");
  await page.goto("/search?q=airport");
  const save = page.getByRole("button", { name: "Save search" });
  await save.click();
  await expect(page.getByRole("dialog", { name: "Save this search" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(save).toBeFocused();
});

test("a question mark shows every shortcut", async ({ page, signIn, checkA11y }) => {
  await signIn("scientist");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(list).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await checkA11y();
});

test("the first stop of the tab key leads past the navigation", async ({ page, signIn }) => {
  await signIn("scientist");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
