import { aProduct, getAccess, open } from "../fixtures/access";
import { expect, test } from "../fixtures/test";

test("access that ends soon is renewed from the list, with one panel", async ({
  page,
  request,
  signIn,
  checkA11y,
}) => {
  const product = await aProduct(request, { opens: true });
  await signIn("scientist");
  await getAccess(page, product);
  await page.goto("/access");
  const held = page.getByRole("list", { name: "Access in force" });
  await held.getByRole("link", { name: `Renew access to ${product.name}` }).click();
  const panel = page.getByRole("dialog", { name: `Renew access to ${product.name}` });
  await expect(panel.getByLabel("Purpose")).toHaveValue("Plan around the works.");
  await expect(panel.getByText("You get access at once")).toBeVisible();
  await panel.getByText("1 year", { exact: true }).click();
  await expect(panel.getByText(/^Ends on .+ instead of/)).toBeVisible();
  await checkA11y();
  await panel.getByRole("button", { name: "Renew" }).click();
  await expect(panel.getByText("Renewed.")).toBeVisible();
  await panel.getByRole("link", { name: "See the agreement" }).click();
  await expect(page.getByRole("heading", { name: "Requests 2" })).toBeVisible();
  await expect(page.getByText("395 days left")).toBeVisible();
});

test("whose access is shown, and whether what has ended is, stands in the address", async ({
  page,
  request,
  signIn,
}) => {
  const product = await aProduct(request, { opens: true });
  await signIn("outsider");
  await getAccess(page, product);
  await page.goto("/access?for=teams");
  await expect(page.getByRole("main").getByRole("link", { name: product.name, exact: true })).toBeHidden();
  await page
    .getByRole("navigation", { name: "Whose access" })
    .getByRole("link", { name: /^For me/ })
    .click();
  const held = page.getByRole("list", { name: "Access in force" });
  await held.getByRole("button", { name: `Give back access to ${product.name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Give back" }).click();
  await expect(page.getByText(`Gave back access to ${product.name}.`)).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: product.name, exact: true })).toBeHidden();

  await page.getByRole("link", { name: "Show what has ended" }).click();
  await expect(page).toHaveURL(/ended=shown/);
  await page
    .getByRole("list", { name: "Access that has ended" })
    .getByRole("link", { name: product.name })
    .click();
  await expect(page.getByText("Given back by Priya Raman.")).toBeVisible();
});

test("an owner revokes with a reason, and the holder reads it", async ({
  page,
  browser,
  request,
  signIn,
  checkA11y,
}) => {
  const product = await aProduct(request, { opens: true });
  const holder = await open(browser, "scientist", "/");
  await getAccess(holder, product);
  await signIn("owner");
  await page.goto(`/products/${product.id}/access`);
  await checkA11y();
  await page
    .getByRole("region", { name: `Consumers of ${product.name}` })
    .getByRole("link", { name: /Jonas Feld/ })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Access of Jonas Feld" })).toBeVisible();
  await page.getByRole("button", { name: "Confirm that it is granted" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Confirm that it is granted" }).click();
  await expect(page.getByText("Confirmed. The holder has been told.")).toBeVisible();

  await page.getByRole("button", { name: "Revoke" }).click();
  const why = page.getByRole("dialog").getByLabel("Reason");
  await page.getByRole("button", { name: "Revoke access" }).click();
  await expect(why).toBeFocused();
  await why.fill("The works are over.");
  await checkA11y();
  await page.getByRole("button", { name: "Revoke access" }).click();
  await expect(page.getByText("Revoked by Aisha Bello.")).toBeVisible();
  await expect(page.getByText("to be removed by hand")).toBeVisible();

  await holder.goto(`/products/${product.id}`);
  await expect(holder.getByRole("link", { name: "Get access" })).toBeVisible();
  await holder.goto("/access?ended=shown");
  await holder
    .getByRole("list", { name: "Access that has ended" })
    .getByRole("link", { name: product.name })
    .click();
  await expect(holder.getByText("Revoked by Aisha Bello.")).toBeVisible();
  await expect(holder.getByText("The works are over.")).toBeVisible();
  await holder.context().close();
});

test("nobody else finds an agreement", async ({ page, browser, request, signIn }) => {
  const product = await aProduct(request, { opens: true });
  const holder = await open(browser, "scientist", "/");
  await getAccess(holder, product);
  await holder.getByRole("link", { name: /^You have access until/ }).click();
  await expect(holder.getByRole("heading", { name: "Period" })).toBeVisible();
  const path = new URL(holder.url()).pathname;

  await signIn("keeper");
  const answer = await page.request.get(path);
  expect(answer.status()).toBe(404);
  await page.goto(`/products/${product.id}/access`);
  await expect(page.getByRole("heading", { name: "Your access" })).toBeVisible();
  await expect(page.getByRole("complementary").getByText("1 consumer")).toBeVisible();
  await expect(page.getByText("Jonas Feld")).toBeHidden();
  await holder.context().close();
});
