import { aProduct, getAccess, open } from "../fixtures/access";
import { expect, test } from "../fixtures/test";

test("an owner looks at everybody who has access, keeps one and ends one", async ({
  page,
  browser,
  request,
  signIn,
  checkA11y,
}) => {
  test.slow();
  const product = await aProduct(request, { opens: true });
  const [scientist, outsider] = await Promise.all([
    open(browser, "scientist", "/"),
    open(browser, "outsider", "/"),
  ]);
  await getAccess(scientist, product);
  await getAccess(outsider, product);

  await signIn("owner");
  await page.goto(`/products/${product.id}/access`);
  await page.getByRole("button", { name: "Start a review" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Start the review" }).click();
  await page.getByRole("link", { name: "Go on with the review" }).click();
  await expect(page.getByText("0 of 2 looked at")).toBeVisible();
  await checkA11y();

  const first = page.getByRole("link", { name: /Jonas Feld/ });
  const second = page.getByRole("link", { name: /Priya Raman/ });
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(first).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("y");
  await expect(page.getByText("1 of 2 looked at")).toBeVisible();
  await expect(second).toBeFocused();
  await page.keyboard.press("e");
  await expect(page.getByLabel("Reason for Priya Raman")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("1 of 2 looked at"), "an end needs a reason").toBeVisible();
  await page.keyboard.type("Nobody flies there any more.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("2 of 2 looked at")).toBeVisible();
  await checkA11y();

  await scientist.reload();
  await expect(scientist.getByRole("link", { name: /^You have access until/ })).toBeVisible();
  await outsider.reload();
  await expect(outsider.getByRole("link", { name: "Get access" })).toBeVisible();
  await outsider.goto("/access?ended=shown");
  await outsider
    .getByRole("list", { name: "Access that has ended" })
    .getByRole("link", { name: product.name })
    .click();
  await expect(outsider.getByText("Nobody flies there any more.")).toBeVisible();
  await Promise.all([scientist.context().close(), outsider.context().close()]);
});
