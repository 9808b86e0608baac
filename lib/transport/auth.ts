import "server-only";

import NextAuth, { type AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { NextRequest } from "next/server";
import { z } from "zod";

import { endSession, sessionIdOf, signIn, signInAsDemoPerson } from "@/lib/identity";
import type { SignInResult } from "@/lib/identity/model";
import { identityOf, isSameIssuer, safeReturnUrl } from "@/lib/identity/rules";
import { jobActor } from "@/lib/platform/actor";
import { env, type Env } from "@/lib/platform/env";
import { DomainError, invalid, notFound } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import type { Runtime } from "@/lib/platform/operation";

import { readBody } from "./body";
import { problemResponse, requestIdOf } from "./respond";
import { runtime as liveRuntime } from "./runtime";

/** What of next-auth is offered. Its session endpoint and its log of browser errors are not. */
const OFFERED = new Set([
  ...["GET csrf", "GET error", "GET signin", "GET signout", "GET callback/oidc"],
  ...["POST signin/oidc", "POST callback/demo", "POST signout"],
]);
const BODY_LIMIT = 16 * 1024;
const FORM = "application/x-www-form-urlencoded";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The sign-in endpoints: next-auth does the protocol, `lib/identity` decides and keeps. */
export async function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  try {
    const action = `${request.method} ${nextauth.join("/")}`;
    if (!OFFERED.has(action)) throw notFound("Page", `/api/auth/${nextauth.join("/")}`);
    const options = authOptions(liveRuntime(), request.headers);
    const plain = await plainRequest(request);
    const response: unknown = await NextAuth(plain, { params: Promise.resolve({ nextauth }) }, options);
    if (!(response instanceof Response) || response.status >= 500)
      throw invalid("The sign-in request is not valid. Start again from the sign-in page.", [], 400);
    return response;
  } catch (error) {
    if (!(error instanceof DomainError)) log.error({ err: error, operation: "auth" }, "unexpected failure");
    return problemResponse(error, requestIdOf(request.headers));
  }
}

/** next-auth reads any body whole, fails at a broken one, and hands a query on to the provider. */
async function plainRequest(request: NextRequest): Promise<NextRequest> {
  if (request.method !== "POST") return request;
  if (!(request.headers.get("content-type") ?? "").startsWith(FORM))
    throw invalid("Send the form as application/x-www-form-urlencoded.", [], 415);
  const body = new TextDecoder().decode(await readBody(request, BODY_LIMIT));
  const url = new URL(request.url);
  url.search = "";
  return new NextRequest(url, { method: "POST", headers: { "content-type": FORM }, body });
}

/** next-auth's options for one request: what it learns stays in this request. */
export function authOptions(runtime: Runtime, headers: Headers): AuthOptions {
  const { authSecret, publicUrl, sessionHours, oidc, demo } = env();
  const maxAge = Math.ceil(sessionHours * 3600);
  const session: Visit["session"] = { id: null };
  const visit = { runtime, headers, session };
  return {
    secret: authSecret,
    useSecureCookies: publicUrl.startsWith("https://"),
    session: { strategy: "jwt", maxAge },
    jwt: { maxAge },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/", verifyRequest: "/sign-in" },
    providers: [...(oidc ? [oidcProvider(oidc)] : []), ...(demo ? [demoProvider(visit)] : [])],
    callbacks: {
      signIn: ({ account, profile }) =>
        account?.provider === "oidc" ? admit(visit, { ...profile }) : session.id !== null,
      // The cookie names the row that decides; nothing else is worth keeping in it.
      jwt: ({ token }) => ({ sid: session.id ?? token.sid }),
      redirect: ({ url, baseUrl }) => safeReturnUrl(url, baseUrl),
    },
    events: { signOut: ({ token }) => leave(runtime, token.sid) },
    logger: {
      error: logProblem,
      warn: (code) => {
        log.debug({ code }, "next-auth warns");
      },
      debug: () => undefined,
    },
  };
}

/** One attempt to sign in; `session` is the one that it opened. */
type Visit = { runtime: Runtime; headers: Headers; session: { id: string | null } };
type Oidc = NonNullable<Env["oidc"]>;
type Claims = Record<string, unknown>;

function oidcProvider({
  issuer,
  clientId,
  clientSecret,
  name,
  scope,
  groupsClaim,
  algorithm,
}: Oidc): OAuthConfig<Claims> {
  return {
    ...{ id: "oidc", name, type: "oauth", clientId, clientSecret, idToken: true },
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope } },
    // The one algorithm that an ID token may be signed with: neither `none` nor a symmetric one.
    client: { id_token_signed_response_alg: algorithm },
    userinfo: { request: ({ client, tokens }) => claimsOf(client, tokens, groupsClaim) },
    profile: (claims) => ({ id: String(claims.sub) }),
  };
}

type OpenidClient = {
  issuer: { metadata: { userinfo_endpoint?: string | undefined } };
  userinfo: (accessToken: string) => Promise<Claims>;
};
type Tokens = { id_token?: string; access_token?: string };

/**
 * The claims of the ID token, which has been verified; those that it leaves out come from the userinfo endpoint,
 * whose answer counts only for the same subject (OpenID Connect Core §5.3.2).
 */
async function claimsOf(
  client: OpenidClient,
  { id_token, access_token }: Tokens,
  groupsClaim: string,
): Promise<Claims> {
  const claims = readClaims(id_token ?? "");
  const isComplete = "email" in claims && groupsClaim in claims;
  const hasMore = client.issuer.metadata.userinfo_endpoint !== undefined && access_token !== undefined;
  if (isComplete || !hasMore) return claims;
  const info = await client.userinfo(access_token);
  if (info.sub !== claims.sub) throw new Error("The userinfo endpoint answered for another subject.");
  return { ...info, ...claims };
}

const ClaimsOfToken = z.record(z.string(), z.unknown());

/** The payload of a signed token (RFC 7519 §3). */
const readClaims = (token: string): Claims =>
  ClaimsOfToken.parse(JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")));

function demoProvider(visit: Visit) {
  return CredentialsProvider({
    id: "demo",
    name: "Demo",
    credentials: { userId: { type: "text" } },
    authorize: async (credentials) => {
      const userId = credentials?.userId ?? "";
      const isIn = await enter(visit, (browser) =>
        signInAsDemoPerson.execute(visit.runtime, portal, { userId, ...browser }),
      );
      return isIn === true ? { id: userId } : null;
    },
  });
}

/** Whether the person whom the provider names comes in, or the page that says why not. */
async function admit(visit: Visit, claims: Claims): Promise<boolean | string> {
  const { oidc } = env();
  const identity = identityOf(claims, oidc?.groupsClaim ?? "");
  if (!oidc || !isSameIssuer(identity.issuer, oidc.issuer)) return refusalPage("Configuration");
  return enter(visit, (browser) => signIn.execute(visit.runtime, portal, { identity, ...browser }));
}

const portal = jobActor("sign-in");
const refusalPage = (code: string): string => `/sign-in?error=${code}`;

type Browser = { userAgent: string | null; formerSessionId: string | null };

/** next-auth would put the message of an error into the address: it gets none. */
async function enter(
  { headers, session }: Visit,
  attempt: (browser: Browser) => Promise<SignInResult>,
): Promise<boolean | string> {
  try {
    const browser = { userAgent: headers.get("user-agent"), formerSessionId: await sessionIdOf(headers) };
    const result = await attempt(browser);
    if (result.kind === "refused") return refusalPage(result.because);
    session.id = result.sessionId;
    return true;
  } catch (error) {
    log.error({ err: error, operation: "auth" }, "a sign-in failed");
    return refusalPage("Callback");
  }
}

async function leave(runtime: Runtime, sessionId: unknown): Promise<void> {
  if (typeof sessionId === "string")
    await endSession.execute(runtime, jobActor("sign-out"), { id: sessionId });
}

/** Only code and message: the rest may hold tokens or claims. */
function logProblem(code: string, metadata: Error | { error: Error }): void {
  const { message } = metadata instanceof Error ? metadata : metadata.error;
  log.warn({ code, reason: message }, "a sign-in failed");
}
