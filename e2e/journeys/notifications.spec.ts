import type { APIRequestContext, Browser, Locator, Page } from "@playwright/test";

import { expect, signInByHand, test } from "../fixtures/test";

/** A product of the aviation domain that nobody knows yet; only its owner decides about it. */
async function aProduct(request: APIRequestContext): Promise<{ id: string; name: string }> {
  const id = `notified-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e6).toString(36)}`;
  const name = `Runway ${id.slice(9)}`;
  const response = await request.put(`/api/dataproducts/${id}`, {
    headers: { "x-api-key": process.env.TRELLIS_E2E_API_KEY ?? "" },
    data: {
      ...{ apiVersion: "v1.0.0", kind: "DataProduct", id, name, status: "active", version: "1.0.0" },
      team: { name: "aviation" },
      outputPorts: [{ name: "works", version: "1.0.0", type: "table" }],
    },
  });
  expect(response.status()).toBe(200);
  return { id, name };
}

/** Somebody else asks for the product, in a browser of their own. */
async function ask(browser: Browser, product: { id: string }): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInByHand(page, "outsider");
  await page.goto(`/products/${product.id}`);
  await page.getByRole("link", { name: "Request access" }).click();
  await page.getByLabel("Purpose").fill("Plan the closing of runways.");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByRole("button", { name: "Send request" })).toBeHidden();
  await context.close();
}

const bell = (page: Page) => page.getByRole("button", { name: /^Notifications, / });

async function unreadOf(page: Page): Promise<number> {
  const label = (await bell(page).getAttribute("aria-label")) ?? "";
  return Number(/\d+/.exec(label)?.[0] ?? 0);
}

test("an approver's bell rings while somebody asks, and leads to the request", async ({
  page,
  browser,
  request,
  signIn,
  checkA11y,
}) => {
  const product = await aProduct(request);
  await signIn("owner");
  const before = await unreadOf(page);

  await ask(browser, product);
  await expect.poll(() => unreadOf(page)).toBeGreaterThan(before);
  await expect(page.locator("[data-sonner-toast]", { hasText: product.name })).toBeVisible();

  await bell(page).click();
  const latest = page.getByRole("dialog", { name: "Notifications" });
  await expect(latest.getByRole("link", { name: new RegExp(`^Unread: .*${product.name}`) })).toBeVisible();
  await checkA11y();
  const known = await unreadOf(page);
  await latest.getByRole("link", { name: new RegExp(product.name) }).click();
  await expect(page).toHaveURL(/\/requests\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(product.name);
  await expect(latest).toBeHidden();
  await expect.poll(() => unreadOf(page)).toBeLessThan(known);
});

test("the demo keeps the mail, whose link leads to the request", async ({
  page,
  browser,
  request,
  signIn,
  checkA11y,
}) => {
  const product = await aProduct(request);
  await signIn("owner");
  await ask(browser, product);
  await page.goto("/notifications");
  await page.getByRole("link", { name: "demo mailbox" }).click();
  await expect(page).toHaveURL(/\/mailbox$/);
  const mail = page.getByRole("link", { name: new RegExp(product.name) });
  await expect(async () => {
    await page.reload();
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass();
  await mail.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(product.name);
  await checkA11y();
  await page.getByRole("link", { name: /\/requests\// }).click();
  await expect(page).toHaveURL(/\/requests\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(product.name);
});

test("an open list shows what is new by itself, and is read at one press", async ({
  page,
  browser,
  request,
  signIn,
  checkA11y,
}) => {
  const product = await aProduct(request);
  await signIn("owner");
  await page.goto("/notifications?show=unread");
  await ask(browser, product);
  await expect(page.getByRole("main").getByRole("link", { name: new RegExp(product.name) })).toBeVisible();
  await checkA11y();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByText("Everything is read.")).toBeVisible();
  await expect(bell(page)).toHaveAccessibleName("Notifications, all read");
});

test("what is being written stays while the page has something new, and after it is shown", async ({
  page,
  browser,
  request,
  signIn,
}) => {
  const product = await aProduct(request);
  await signIn("owner");
  await page.goto("/settings");
  const title = page.getByLabel("Title");
  await title.fill("Written and not yet sent");
  await ask(browser, product);

  const news = page.getByText("There is something new on this page.");
  await expect(news).toBeVisible();
  await expect(title).toHaveValue("Written and not yet sent");
  const drawn = page.waitForResponse((response) => response.url().includes("/settings?_rsc="));
  await page.getByRole("button", { name: "Show it" }).click();
  await drawn;
  await expect(news).toBeHidden();
  await expect(title).toHaveValue("Written and not yet sent");
});

test("a person chooses for each kind how they are told, and where their mornings are", async ({
  page,
  signIn,
  checkA11y,
}) => {
  await signIn("keeper");
  await page.goto("/settings#notifications");
  const portal = page.getByRole("checkbox", { name: "Provisioning: in the portal" });
  const email = page.getByRole("combobox", { name: "Provisioning: by e-mail" });
  const zone = page.getByLabel("The daily mail comes at 07:00 in");

  const isSaved = (control: Locator) => expect(control).toHaveAttribute("aria-busy", "false");

  await portal.uncheck();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  await email.selectOption("off");
  await isSaved(email);
  await zone.selectOption("Europe/Berlin");
  await isSaved(zone);
  await page.reload();
  await expect(portal).not.toBeChecked();
  await expect(email).toHaveValue("off");
  await expect(zone).toHaveValue("Europe/Berlin");
  await checkA11y();

  await portal.check();
  await isSaved(portal);
  await email.selectOption("daily");
  await isSaved(email);
  await zone.selectOption("");
  await isSaved(zone);
});
