import type { Page } from "@playwright/test";
import { decode, encode } from "next-auth/jwt";

import type { oidcPeople } from "../fixtures/oidc";
import { expect, test } from "../fixtures/test";

const COOKIE = "next-auth.session-token";
const secret = process.env.TRELLIS_E2E_AUTH_SECRET ?? "";

test.skip(
  secret === "",
  "Only a portal that the tests have started knows the identity provider of the tests.",
);

/** Signs in at the identity provider, from whatever page asks for it. */
async function signInAt(page: Page, name: keyof typeof oidcPeople): Promise<void> {
  await page.getByRole("button", { name: "Continue with Example ID" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/localhost/);
}

async function tokenOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.find(({ name }) => name === COOKIE)?.value ?? "";
}

const wearToken = (page: Page, value: string) =>
  page.context().addCookies([{ name: COOKIE, value, domain: "localhost", path: "/", httpOnly: true }]);

/** What the API answers to the session of the page. */
const statusOf = async (page: Page): Promise<number> => (await page.request.get("/api/teams")).status();

test("a person signs in at the identity provider, lands where they wanted to, and belongs to the team of their group", async ({
  page,
}) => {
  await page.goto("/teams/aviation");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);

  await signInAt(page, "ada");

  await expect(page).toHaveURL(/\/teams\/aviation$/);
  await expect(page.getByRole("button", { name: "Your menu, Ada Stone" })).toBeVisible();
  await expect(page.getByRole("main").getByText("Ada Stone")).toBeVisible();
  const teams = await page.request.get("/api/teams?email=ada.stone@example.org");
  expect(await teams.json()).toMatchObject([{ id: "aviation" }]);
});

test("signing out ends the session on the server: the cookie that somebody kept is refused", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await signInAt(page, "ada");
  const kept = await tokenOf(page);
  expect(await statusOf(page)).toBe(200);

  await page.getByRole("button", { name: "Your menu, Ada Stone" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await tokenOf(page)).toBe("");

  await wearToken(page, kept);
  expect(await statusOf(page)).toBe(401);
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test.describe("with a page still open", () => {
  // Its live line is refused as well, and the browser says so.
  test.use({ expectedErrors: [/status of 401.*\/api\/live/] });

  test("expired and forged sessions are refused", async ({ page }) => {
    await page.goto("/sign-in");
    await signInAt(page, "ada");
    const token = await tokenOf(page);
    const claims = await decode({ token, secret });
    expect(claims?.sid).toMatch(/^ses_/);
    const unsigned = [{ alg: "none" }, { sid: claims?.sid }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");

    const refused = {
      expired: await encode({ token: { sid: claims?.sid }, secret, maxAge: -3600 }),
      withAnotherSecret: await encode({ token: { sid: claims?.sid }, secret: "another-secret-of-somebody" }),
      withAnInventedSession: await encode({ token: { sid: "ses_invented" }, secret }),
      changed: `${token.slice(0, -3)}${token.endsWith("AAA") ? "BBB" : "AAA"}`,
      unsigned: `${unsigned}.`,
    };
    for (const [name, value] of Object.entries(refused)) {
      await wearToken(page, value);
      expect(await statusOf(page), name).toBe(401);
    }
    await page.goto("/");
    await expect(page).toHaveURL(/\/sign-in/);

    await wearToken(page, token);
    expect(await statusOf(page)).toBe(200);
  });
});

test("the provider's administrators are administrators here, and nobody else is", async ({
  page,
  browser,
}) => {
  await page.goto("/sign-in");
  await signInAt(page, "root");
  expect((await page.goto("/admin"))?.status()).toBe(200);

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto("/sign-in");
  await signInAt(other, "ada");
  expect((await other.goto("/admin"))?.status()).not.toBe(200);
  await context.close();
});

test("a person whose address is not verified, or is another's, is told why they cannot come in", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await signInAt(page, "eve");
  await expect(page.getByRole("alert").filter({ hasText: "not verified" })).toBeVisible();
  expect(await tokenOf(page)).toBe("");

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await signInAt(page, "mallory");
  await expect(page.getByRole("alert").filter({ hasText: "Another account" })).toBeVisible();
  expect(await statusOf(page)).toBe(401);
});

test("a sign-in leads nowhere but to the portal", async ({ page }) => {
  await page.goto("/sign-in?callbackUrl=https%3A%2F%2Fexample.org%2Fsteal");
  await signInAt(page, "ada");

  expect(new URL(page.url()).hostname).toBe("localhost");
  expect(await statusOf(page)).toBe(200);
});
