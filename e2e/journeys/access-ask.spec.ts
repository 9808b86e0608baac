import { aProduct } from "../fixtures/access";
import { expect, test } from "../fixtures/test";

test("a scientist asks for open data and has access before the panel closes", async ({
  page,
  request,
  signIn,
  checkA11y,
}) => {
  const product = await aProduct(request, { opens: true, hasContract: true });
  await signIn("scientist");
  await page.goto(`/products/${product.id}/data`);
  await page.getByRole("link", { name: "Get access" }).click();
  const panel = page.getByRole("dialog", { name: `Access to ${product.name}` });
  await expect(panel.getByText("You get access at once")).toBeVisible();
  await expect(panel.getByText("For planning only, never for flying.")).toBeVisible();
  await checkA11y();

  await panel.getByLabel("Purpose").fill("Plan around the closing of runways.");
  await panel.getByLabel("Some of them").check();
  await panel.getByLabel("Search the columns").fill("closed");
  await expect(panel.getByRole("checkbox", { name: "runway", exact: true })).toBeHidden();
  await panel.getByRole("checkbox", { name: "closed_from" }).check();
  await panel.getByText("30 days", { exact: true }).click();
  await panel.getByLabel("I accept these terms").check();
  await checkA11y();
  await panel.getByRole("button", { name: "Get access" }).click();
  await expect(panel.getByText("You have access to works.")).toBeVisible();
  await checkA11y();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/products/${product.id}/data$`));
  await page.getByRole("link", { name: /^You have access until/ }).click();

  await expect(page.getByRole("heading", { level: 1, name: product.name })).toBeVisible();
  await expect(page.getByText("Plan around the closing of runways.")).toBeVisible();
  await expect(page.getByText("closed_from")).toBeVisible();
  await expect(page.getByText("Accepted by Jonas Feld")).toBeVisible();
  await checkA11y();
});

test("what happens next is drawn before sending, and follows for whom it is asked", async ({
  page,
  request,
  signIn,
}) => {
  const product = await aProduct(request, { personalData: true });
  await signIn("engineer");
  await page.goto(`/products/${product.id}`);
  await page.getByRole("link", { name: "Request access" }).click();
  const steps = page.getByRole("list", { name: "What happens next" });
  await expect(steps.getByText("Aviation decides")).toBeVisible();
  await expect(steps.getByText("Aisha Bello")).toBeVisible();
  await expect(steps.getByText("Data governance decides")).toBeVisible();
  await page.getByLabel("For whom").selectOption({ label: "Flight operations" });
  await expect(steps.getByText("Aisha Bello")).toBeVisible();
});

test("a purpose that says nothing is refused, and what was typed stays", async ({
  page,
  request,
  signIn,
}) => {
  const product = await aProduct(request);
  await signIn("outsider");
  await page.goto(`/products/${product.id}?ask=somewhere-else`);
  const panel = page.getByRole("dialog", { name: `Access to ${product.name}` });
  const purpose = panel.getByLabel("Purpose");
  await purpose.fill("… – …");
  await panel.getByText("180 days").click();
  await panel.getByRole("button", { name: "Send request" }).click();
  await expect(panel.getByRole("alert")).toBeVisible();
  await expect(purpose).toHaveValue("… – …");
  await expect(panel.getByRole("radio", { name: "180 days" })).toBeChecked();

  await purpose.fill("Freight <b>by</b> runway & hour.");
  await panel.getByRole("button", { name: "Send request" }).click();
  await expect(panel.getByText("Requested. Aviation has been asked.")).toBeVisible();
  await panel.getByRole("link", { name: "Follow the request" }).click();
  await expect(page.getByText("Freight <b>by</b> runway & hour.").first()).toBeVisible();

  await page.goto(`/products/${product.id}`);
  await expect(page.getByRole("link", { name: /^Requested, waiting for Aviation/ })).toBeVisible();
  await page.goto("/access");
  await expect(
    page
      .getByRole("list", { name: "Requests on the way" })
      .getByRole("link", { name: new RegExp(product.name) }),
  ).toBeVisible();
});

test("back closes the panel and forward opens it again, and the focus comes back", async ({
  page,
  request,
  signIn,
}) => {
  const product = await aProduct(request);
  await signIn("scientist");
  await page.goto(`/products/${product.id}/activity`);
  const button = page.getByRole("link", { name: "Request access" });
  const panel = page.getByRole("dialog", { name: `Access to ${product.name}` });
  await button.click();
  await expect(panel).toBeVisible();
  await page.goBack();
  await expect(panel).toBeHidden();
  await page.goForward();
  await expect(panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/products/${product.id}/activity$`));
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("access is asked for by the same form in the page", async ({ page, request, signIn }) => {
    const product = await aProduct(request, { opens: true });
    await signIn("scientist");
    await page.goto(`/products/${product.id}`);
    await page.getByRole("link", { name: "Get access" }).click();
    const form = page.getByRole("region", { name: "Request access" });
    await form.getByLabel("Purpose").fill("Read it on a very old browser.");
    await form.getByRole("button", { name: /^(Get access|Send request)$/ }).click();
    await expect(page.getByRole("link", { name: /^You have access until/ })).toBeVisible();
  });
});
