import { aProduct, askFor } from "../fixtures/access";
import { expect, looks, test, wearLook } from "../fixtures/test";

for (const look of looks) {
  test(`deciding is accessible and fits, ${look.name}`, async ({ page, request, signIn, checkA11y }) => {
    const product = await aProduct(request, { personalData: true });
    const ids = [await askFor(request, product, "outsider"), await askFor(request, product, "keeper")];
    await wearLook(page, look);
    await signIn("owner");

    await page.goto(`/requests?product=${product.id}`);
    await page
      .getByRole("checkbox", { name: new RegExp(product.name) })
      .first()
      .check();
    await expect(page.getByRole("button", { name: "Approve 1 request" })).toBeVisible();
    await checkA11y();
    await expectFit(page);

    await page.goto(`/requests/${ids[0]}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(product.name);
    await checkA11y();
    await expectFit(page);
    await page.getByRole("button", { name: "Reject" }).click();
    await expect(page.getByLabel("Why?")).toBeFocused();
    await checkA11y();
    await expectFit(page);
  });
}

test("a request loads at most 200 KB of script", async ({ request, signIn, scriptBytesOf }) => {
  const product = await aProduct(request);
  const id = await askFor(request, product, "outsider");
  await signIn("owner");
  const bytes = await scriptBytesOf(`/requests/${id}`);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(200 * 1024);
});

async function expectFit(page: Parameters<typeof wearLook>[0]): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(content, "the page is not wider than the screen").toBeLessThanOrEqual(screen);
}
