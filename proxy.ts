import { type NextRequest, NextResponse } from "next/server";

import { invalid } from "@/lib/platform/errors";
import { toProblem } from "@/lib/platform/problem";

/**
 * Gives every page its content security policy with a fresh nonce, and tells server components the path.
 * It decides nothing about access: that is each operation's own.
 */
export function proxy(request: NextRequest): NextResponse {
  if (!isDecodable(request.nextUrl.pathname)) return undecodable();
  if (request.nextUrl.pathname.startsWith("/api/")) return NextResponse.next();
  const document = documentOf(request);
  if (document) return NextResponse.rewrite(document);

  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce);

  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-trellis-path", request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Next answers such an address with an error of its own, before a route could say what is wrong with it. */
function undecodable(): NextResponse {
  const requestId = crypto.randomUUID();
  const problem = toProblem(
    invalid("The address is not valid: a percent sign in it begins no character of UTF-8.", [], 400),
    requestId,
  );
  return NextResponse.json(problem, {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-request-id": requestId,
    },
  });
}

/** Pages whose address also is the address of a document. */
const DOCUMENT_PAGE = /^\/(contracts|datacontracts|products)\/([^/]+)$/;

/** A program that asks the address of a page for YAML or JSON gets the document, by the API and its rules. */
function documentOf({ headers, nextUrl }: NextRequest): URL | null {
  const [, kind, id] = DOCUMENT_PAGE.exec(nextUrl.pathname) ?? [];
  const accepted = headers.get("accept") ?? "";
  const isForPrograms = /\b(?:yaml|json)\b/.test(accepted) && !accepted.includes("text/html");
  if (!kind || !id || !isForPrograms || headers.has("next-action") || headers.has("rsc")) return null;
  return new URL(`/api/${kind === "products" ? "dataproducts" : "datacontracts"}/${id}`, nextUrl.href);
}

/** Inline styles are allowed because React writes style attributes; scripts run only with the nonce. */
function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  // All pages; of the API only addresses that may be impossible to read.
  matcher: [
    { source: "/((?!api/|_next/static|_next/image|icon.svg|favicon.ico).*)" },
    { source: "/api/(.*%.*)" },
  ],
};
