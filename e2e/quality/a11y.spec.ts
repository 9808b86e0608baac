import { expect, looks, test, wearLook } from "../fixtures/test";

/** Everything that a person can come to, with the heading that says so. */
const PAGES: readonly [path: string, heading: string | RegExp][] = [
  ["/", "Home"],
  ["/search", "Products"],
  ["/search?q=airport&domain=aviation", "Products"],
  ["/search?q=zeppelin+hangars", "Products"],
  ["/products/airports", "Airports"],
  ["/products/airports/data", "Airports"],
  ["/products/airports/contract", "Airports"],
  ["/products/airports/access", "Airports"],
  ["/products/airports/access?ended=shown", "Airports"],
  ["/products/airports/access/ask", "Airports"],
  ["/products/airports/activity", "Airports"],
  ["/contracts/airports", /./],
  ["/domains", "Domains"],
  ["/domains/aviation", "Aviation"],
  ["/teams/flight-operations", "Flight operations"],
  ["/access", "My access"],
  ["/access?for=teams&ended=shown", "My access"],
  ["/register", /Register/],
  ["/settings", "Settings"],
  ["/notifications", "Notifications"],
  ["/mailbox", "Demo mailbox"],
  ["/requests", "Requests"],
  ["/requests?view=mine", "Requests"],
  ["/requests?view=decided&status=rejected", "Requests"],
  ["/requests?view=all", "Requests"],
  ["/admin", /./],
  ["/admin/people", /./],
  ["/admin/keys", /./],
  ["/admin/webhooks", /./],
  ["/admin/connectors", /./],
  ["/admin/jobs", /./],
  ["/admin/search", /./],
  ["/admin/permissions", /./],
  ["/admin/audit", /./],
  ["/products/does-not-exist", "Not found"],
];

for (const look of looks) {
  for (const [path, heading] of PAGES) {
    test.describe(`${path}, ${look.name}`, () => {
      test.use({ expectedErrors: path.includes("does-not-exist") ? [/404/] : [] });

      test("is accessible and fits", async ({ page, signIn, checkA11y }) => {
        await wearLook(page, look);
        await signIn("admin");
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1, name: heading })).toBeAttached();
        await checkA11y();
        await expectNoSidewaysScroll(page);
      });
    });
  }

  for (const path of ["/sign-in", "/problems/invalid"]) {
    test(`${path}, ${look.name}, is accessible and fits without a session`, async ({ page, checkA11y }) => {
      await wearLook(page, look);
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await checkA11y();
      await expectNoSidewaysScroll(page);
    });
  }
}

async function expectNoSidewaysScroll(page: Parameters<typeof wearLook>[0]): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(content, "the page is not wider than the screen").toBeLessThanOrEqual(screen);
}
