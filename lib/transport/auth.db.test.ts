import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

import NextAuth from "next-auth";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { resolveActor } from "@/lib/identity";
import { aBrowser } from "@/lib/testing/browser";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aPerson } from "@/lib/testing/factories/identity";
import {
  CLIENT,
  clientSecretSigns,
  type Forgery,
  readForm,
  startForger,
  strangerSigns,
} from "@/lib/testing/openid-forger";

import { authOptions } from "./auth";

/** next-auth behind a plain Node server: the protocol as in the portal, without Next. */
const server = createServer((request, response) => void serve(request, response));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const portal = `http://localhost:${address && typeof address === "object" ? address.port : 0}`;

const forger = await startForger();
configure({
  ...{
    NEXTAUTH_URL: portal,
    TRELLIS_DEMO: "1",
    TRELLIS_OIDC_ISSUER: forger.issuer,
    TRELLIS_LOG_LEVEL: "silent",
  },
  ...{ TRELLIS_OIDC_CLIENT_ID: CLIENT.id, TRELLIS_OIDC_CLIENT_SECRET: CLIENT.secret },
});
const runtime = await testRuntime();
const { db } = runtime;

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", portal);
  const cookies = (request.headers.cookie ?? "").split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
  });
  const headers = new Headers(
    Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
  );
  const body = Object.fromEntries(await readForm(request));
  const page = Object.assign(request, {
    ...{ query: { ...Object.fromEntries(searchParams), nextauth: pathname.split("/").slice(3) } },
    ...{ cookies: Object.fromEntries(cookies) as Record<string, string>, body },
  });
  const answer = Object.assign(response, {
    status: (code: number) => Object.assign(answer, { statusCode: code }),
    json: (value: unknown) => answer.setHeader("content-type", "application/json").end(JSON.stringify(value)),
    send: (value: unknown) => answer.end(typeof value === "object" ? JSON.stringify(value) : value),
  });
  await NextAuth(page as never, answer as never, authOptions(runtime, headers));
}

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await forger.stop();
});

type Browser = ReturnType<typeof aBrowser>;

async function csrfTokenOf(browser: Browser): Promise<string> {
  const { csrfToken } = (await (await browser.visit(`${portal}/api/auth/csrf`)).json()) as {
    csrfToken: string;
  };
  return csrfToken;
}

/** Starts at the sign-in page; gives the provider's address to go to. */
async function beginSignIn(browser: Browser, callbackUrl = "/products"): Promise<string> {
  const form = { csrfToken: await csrfTokenOf(browser), callbackUrl, json: "true" };
  const response = await browser.visit(`${portal}/api/auth/signin/oidc`, form);
  return ((await response.json()) as { url: string }).url;
}

const isCallback = (url: string) => url.startsWith(`${portal}/api/auth/callback/oidc`);

/** Signs in at the forger; says where the browser ends up. */
async function signIn(browser: Browser = aBrowser()): Promise<string> {
  const callback = await browser.follow(await beginSignIn(browser), isCallback);
  const location = (await browser.visit(callback)).headers.get("location") ?? "";
  return browser.follow(new URL(location, portal).href, (url) => !url.includes("/api/auth/"));
}

const whoIs = (browser: Browser) => resolveActor(runtime, new Headers({ cookie: browser.cookieOf(portal) }));
const unauthenticated = { code: "unauthenticated" };

beforeEach(() => {
  forger.state.forge = (token) => token;
  forger.state.claims = { email: "ann@example.org", name: "Ann", groups: [] };
  forger.state.userinfo = null;
});

describe("signing in with the identity provider", () => {
  test("asks with PKCE, state and nonce, and brings the person back to where they came from", async () => {
    const browser = aBrowser();
    const url = new URL(await beginSignIn(browser));

    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    for (const name of ["state", "nonce", "code_challenge"])
      expect(url.searchParams.get(name)?.length).toBeGreaterThan(20);
    await expect(signIn(browser)).resolves.toBe(`${portal}/products`);
    await expect(whoIs(browser)).resolves.toMatchObject({
      kind: "user",
      email: "ann@example.org",
      name: "Ann",
    });
  });

  test("keeps the session in a cookie that scripts and other sites do not get", async () => {
    const browser = aBrowser();
    const callback = await browser.follow(await beginSignIn(browser), isCallback);

    const cookies = (await browser.visit(callback)).headers.getSetCookie();

    const cookie = cookies.find((candidate) => candidate.startsWith("next-auth.session-token="));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
  });

  test("takes what the ID token leaves out from the userinfo endpoint, for the same subject alone", async () => {
    forger.state.claims = { sub: "info" };
    forger.state.userinfo = { sub: "info", email: "info@example.org", groups: ["none"] };
    const browser = aBrowser();
    await signIn(browser);
    await expect(whoIs(browser)).resolves.toMatchObject({ email: "info@example.org" });

    forger.state.userinfo = { sub: "somebody else", email: "victim@example.org" };
    const other = aBrowser();
    await expect(signIn(other)).resolves.toContain("error=OAuthCallback");
    await expect(whoIs(other)).rejects.toMatchObject(unauthenticated);
    expect(await db.user.count({ where: { email: "victim@example.org" } })).toBe(0);
  });

  test("says why a person may not come in, and opens no session", async () => {
    forger.state.claims = { sub: "unverified", email: "unverified@example.org", email_verified: false };
    const browser = aBrowser();

    await expect(signIn(browser)).resolves.toBe(`${portal}/sign-in?error=EmailUnverified`);

    await expect(whoIs(browser)).rejects.toMatchObject(unauthenticated);
  });

  const forgeries: Record<string, Forgery> = {
    "is not signed": ({ claims }) => `${encoded({ alg: "none" })}.${encoded(claims)}.`,
    "is signed with the client's secret": (token) => ({
      ...{ ...token, header: { alg: "HS256" }, sign: clientSecretSigns },
    }),
    "is signed by a stranger": (token) => ({ ...token, sign: strangerSigns }),
    "was changed after it was signed": (token) => ({ ...token, sign: () => token.sign("something else") }),
    "is for another client": (token) => ({ ...token, claims: { ...token.claims, aud: "another" } }),
    "is by another issuer": (token) => ({
      ...token,
      claims: { ...token.claims, iss: "https://evil.example" },
    }),
    "answers another question": (token) => ({ ...token, claims: { ...token.claims, nonce: "another" } }),
    "has expired": (token) => ({ ...token, claims: { ...token.claims, exp: 1_700_000_000 } }),
    "names nobody": (token) => ({ ...token, claims: { ...token.claims, sub: undefined } }),
    "is rubbish": () => "a.b.c",
  };

  test.each(Object.entries(forgeries))("refuses an ID token that %s", async (_what, forge) => {
    forger.state.claims = { sub: "forged", email: "forged@example.org", groups: [] };
    forger.state.forge = forge;
    const browser = aBrowser();

    await expect(signIn(browser)).resolves.toMatch(/\/sign-in\?.*error=OAuthCallback/);

    await expect(whoIs(browser)).rejects.toMatchObject(unauthenticated);
    expect(await db.user.count({ where: { email: "forged@example.org" } })).toBe(0);
  });

  test("refuses an answer that another browser asked for, and one without an asker", async () => {
    const asking = aBrowser();
    const callback = await asking.follow(await beginSignIn(asking), isCallback);

    const victim = aBrowser();
    await beginSignIn(victim);
    const location = (await victim.visit(callback)).headers.get("location");
    expect(location).toContain("error=OAuthCallback");
    await expect(whoIs(victim)).rejects.toMatchObject(unauthenticated);
    const bare = (await aBrowser().visit(callback)).headers.get("location");
    expect(bare).toContain("error=OAuthCallback");
  });

  test("never sends the person to another site", async () => {
    for (const callbackUrl of ["https://evil.example/", "//evil.example/", "/\\evil.example"]) {
      const browser = aBrowser();
      const callback = await browser.follow(await beginSignIn(browser, callbackUrl), isCallback);
      const location = (await browser.visit(callback)).headers.get("location") ?? "";
      expect(new URL(location, portal).origin).toBe(portal);
    }
  });

  test("ends the session of the browser when somebody signs in there anew", async () => {
    const browser = aBrowser();
    await signIn(browser);
    const former = browser.cookieOf(portal);
    await signIn(browser);

    await expect(whoIs(browser)).resolves.toMatchObject({ email: "ann@example.org" });
    await expect(resolveActor(runtime, new Headers({ cookie: former }))).rejects.toMatchObject(
      unauthenticated,
    );
  });
});

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("signing out", () => {
  test("ends the session on the server as well: a kept cookie is worth nothing", async () => {
    const browser = aBrowser();
    await signIn(browser);
    const kept = browser.cookieOf(portal);

    await browser.visit(`${portal}/api/auth/signout`, {
      csrfToken: await csrfTokenOf(browser),
      json: "true",
    });

    expect(browser.jarOf(portal).has("next-auth.session-token")).toBe(false);
    await expect(resolveActor(runtime, new Headers({ cookie: kept }))).rejects.toMatchObject(unauthenticated);
  });

  test("needs the token against foreign forms", async () => {
    const browser = aBrowser();
    await signIn(browser);

    await browser.visit(`${portal}/api/auth/signout`, { csrfToken: "guessed", json: "true" });

    await expect(whoIs(browser)).resolves.toMatchObject({ kind: "user" });
  });
});

describe("the demo sign-in", () => {
  const pick = async (browser: Browser, userId: string, csrfToken?: string) =>
    (
      await browser.visit(`${portal}/api/auth/callback/demo`, {
        ...{ userId, csrfToken: csrfToken ?? (await csrfTokenOf(browser)), callbackUrl: "/", json: "true" },
      })
    ).json() as Promise<{ url: string }>;

  test("signs in the person that was picked", async () => {
    const { id } = await aPerson(db, { demo: true });
    const browser = aBrowser();

    await expect(pick(browser, id)).resolves.toEqual({ url: `${portal}/` });
    await expect(whoIs(browser)).resolves.toMatchObject({ id });
  });

  test("signs in no real person, and nobody for a foreign form", async () => {
    const real = await aPerson(db, { orgRole: "admin" });
    const demo = await aPerson(db, { demo: true });
    const browser = aBrowser();

    const { url } = await pick(browser, real.id);
    expect(url).toContain("error=CredentialsSignin");
    await pick(browser, demo.id, "guessed");
    await expect(whoIs(browser)).rejects.toMatchObject(unauthenticated);
  });
});
