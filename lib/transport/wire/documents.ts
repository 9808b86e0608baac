import "server-only";

import { setImmediate as turn } from "node:timers/promises";

import { stringify } from "yaml";

import { valueOf } from "@/lib/catalog";
import type { DocumentSource, Registration, Registrations } from "@/lib/catalog/model";
import type { ExportedContract } from "@/lib/contracts/model";
import { invalid } from "@/lib/platform/errors";

import { chooseRepresentation, type Representation } from "../accept";
import { decodeUtf8, readBody } from "../body";
import { listOf, savedAt } from "./answers";

type Params = Record<string, string>;

/** The input of the operations that register one document. */
export async function readRegistration(request: Request, { id = "" }: Params) {
  return {
    id,
    document: await readText(request),
    saveWithWarnings: isSet(request, "saveWithWarnings"),
    ...expectedRevision(request),
  };
}

/** The input of `previewRegistration` for one document at the address of its kind. */
export const readPreview =
  (kind: Registration["kind"]) =>
  async (request: Request, { id = "" }: Params) => ({
    items: [await readText(request)],
    saveWithWarnings: isSet(request, "saveWithWarnings"),
    expected: { kind, id },
  });

/** The input of removals. */
export const readRemoval = (request: Request, { id = "" }: Params) => ({ id, ...expectedRevision(request) });

async function readText(request: Request) {
  const text = decodeUtf8(await readBody(request));
  return { text, mediaType: request.headers.get("content-type")?.slice(0, 200) ?? null };
}

/** `?name`, `?name=true` and `?name=1` switch it on. */
export function isSet(request: Request, name: string): boolean {
  const value = new URL(request.url).searchParams.get(name);
  return value !== null && !["false", "0", "no"].includes(value.toLowerCase());
}

/** No document ever has this revision, so that a condition nobody understands does not hold. */
const IMPOSSIBLE = -1;

/** What If-Match and If-None-Match ask for, as the operations take it. */
function expectedRevision({ headers }: Request): { expectedRevision?: number | "any" | "none" } {
  const match = headers.get("if-match")?.trim();
  if (match === "*") return { expectedRevision: "any" };
  if (match)
    return { expectedRevision: Number(/^(?:W\/)?"(\d{1,9})(?:-\w+)?"$/.exec(match)?.[1] ?? IMPOSSIBLE) };
  return headers.get("if-none-match")?.trim() === "*" ? { expectedRevision: "none" } : {};
}

/**
 * Status 200, no body, and where a person finds the document. Who asked to save it with its faults is told them.
 */
export const saved =
  (path: "/products/" | "/contracts/") =>
  (registration: Registration, request: Request): Response => {
    const { headers } = savedAt(path + encodeURIComponent(registration.id ?? ""));
    headers.set("etag", `"${registration.revision ?? 0}"`);
    return isSet(request, "saveWithWarnings")
      ? Response.json(registration, { headers })
      : new Response(null, { headers });
  };

/** What the registration would do, to the one document. */
export const previewed = ({ results }: Registrations): Response =>
  Response.json(results[0] ?? null, { headers: { "cache-control": "no-store" } });

/** The document, as the request prefers to read it. */
export function documentAnswer(source: DocumentSource, request: Request): Response {
  const chosen = chooseRepresentation(request.headers.get("accept"), source.mediaType);
  if (chosen === null) {
    throw invalid("The document is offered as application/json and as application/yaml.", [], 406);
  }
  return represent(source, chosen, request);
}

/** The document as YAML, whatever the request says. */
export const yamlAnswer = (source: DocumentSource, request: Request): Response =>
  represent(source, "application/yaml", request);

/** A document is somebody else's text: a browser must neither guess what it is nor run it. */
const PLAIN = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
};

function represent(source: DocumentSource, as: Representation, request: Request): Response {
  const suffix = as === source.mediaType ? "" : as === "application/json" ? "-json" : "-yaml";
  const etag = `"${source.revision}${suffix}"`;
  const headers = { ...PLAIN, etag, vary: "accept", "cache-control": "private, no-cache" };
  if (request.headers.get("if-none-match")?.includes(etag))
    return new Response(null, { status: 304, headers });
  return new Response(inRepresentation(source, as), {
    headers: {
      ...headers,
      "content-type": `${as}; charset=utf-8`,
      ...(isSet(request, "download") && asFile(fileNameOf(source))),
    },
  });
}

function inRepresentation(source: DocumentSource, as: Representation): string {
  if (as === source.mediaType) return source.text;
  const value = valueOf(source);
  return as === "application/json" ? JSON.stringify(value, null, 2) : stringify(value, { lineWidth: 0 });
}

/** RFC 6266 and RFC 8187: the id may hold anything but slashes. */
const asFile = (fileName: string) => ({
  "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, escape)}`,
});

const fileNameOf = ({ id, mediaType }: DocumentSource): string =>
  `${id}.${mediaType === "application/json" ? "json" : "yaml"}`;

const escape = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** What a contract was written as, to be kept as a file. */
export const exportAnswer = ({ text, mediaType, fileName }: ExportedContract): Response =>
  new Response(text, {
    headers: {
      ...PLAIN,
      "cache-control": "private, no-cache",
      "content-type": `${mediaType}; charset=utf-8`,
      ...asFile(fileName),
    },
  });

const TURN_AFTER = 25;

/** One page of documents as a bare JSON array. Other requests get their turn between conversions. */
export async function documentsAnswer(
  { items, hasMore }: { items: readonly DocumentSource[]; hasMore: boolean },
  request: Request,
): Promise<Response> {
  const texts: string[] = [];
  for (const [index, item] of items.entries()) {
    if (index % TURN_AFTER === TURN_AFTER - 1) await turn();
    texts.push(inRepresentation(item, "application/json").replace(/^\uFEFF/, ""));
  }
  const { headers } = listOf({ items: [], hasMore }, request);
  return new Response(`[${texts.join(",\n")}]`, { headers });
}
