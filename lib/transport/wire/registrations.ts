import "server-only";

import type { Registration, Registrations } from "@/lib/catalog/model";
import { BATCH_MAX, previewRegistration, registerDocuments } from "@/lib/contracts";
import type { Actor } from "@/lib/platform/actor";
import { DomainError, invalid } from "@/lib/platform/errors";
import type { Runtime } from "@/lib/platform/operation";

import { bodyParts } from "../body";
import { handler, type Handler, refuseCrossSite } from "../route";
import { isSet } from "./documents";
import { splitterFor, typeOfOne } from "./splitter";

/** Of all documents of one call together; one document has at most 2 MB. */
const CALL_LIMIT = 64 * 1024 * 1024;

/** Characters after which documents are registered though there are fewer than a batch. */
const BATCH_TEXT_MAX = 8 * 1024 * 1024;

/**
 * Many documents at once, each with its own outcome. They are registered batch by batch while the rest still
 * arrives. A call that breaks off in its first batch fails as a whole; later, it ends with a refused outcome
 * that says why, because what came before is registered already.
 */
export const receiveRegistrations = (runtime?: Runtime): Handler =>
  handler({ name: registerDocuments.name, ...(runtime && { runtime }) }, async ({ live, actor, request }) => {
    if (!isSet(request, "dryRun")) refuseCrossSite(request, actor.kind);
    const results = await registerAll(live, actor, request);
    if (results.length === 0) throw invalid("There is no document in the request.", [], 400);
    return Response.json(summarize(results), { headers: { "cache-control": "no-store" } });
  });

async function registerAll(live: Runtime, actor: Actor, request: Request): Promise<Registration[]> {
  const operation = isSet(request, "dryRun") ? previewRegistration : registerDocuments;
  const mediaType = request.headers.get("content-type");
  const saveWithWarnings = isSet(request, "saveWithWarnings");
  const results: Registration[] = [];
  try {
    for await (const texts of batchesOf(request, mediaType)) {
      const items = texts.map((text) => ({ text, mediaType: typeOfOne(mediaType, text) }));
      const answer = await operation.execute(live, actor, { items, saveWithWarnings });
      results.push(...answer.results);
    }
  } catch (error) {
    if (results.length === 0 || !(error instanceof DomainError)) throw error;
    results.push(brokenOff(error));
  }
  return results;
}

async function* batchesOf(request: Request, mediaType: string | null): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let length = 0;
  for await (const text of documentsOf(request, mediaType)) {
    batch.push(text);
    length += text.length;
    if (batch.length < BATCH_MAX && length < BATCH_TEXT_MAX) continue;
    yield batch;
    [batch, length] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

async function* documentsOf(request: Request, mediaType: string | null): AsyncGenerator<string> {
  const splitter = splitterFor(mediaType);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for await (const part of bodyParts(request, CALL_LIMIT)) yield* splitter.push(decode(decoder, part));
  yield* splitter.push(decode(decoder, null));
  yield* splitter.end();
}

/** Without bytes: the end, where a character must not be cut. */
function decode(decoder: TextDecoder, bytes: Uint8Array | null): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw invalid("The body is not valid UTF-8.", [], 400);
  }
}

const brokenOff = ({ status, message, fields }: DomainError): Registration => ({
  ...{ kind: null, id: null, outcome: "refused", revision: null, changes: [], warnings: [] },
  problem: { status, detail: `Everything from here on was left out: ${message}`, errors: [...fields] },
});

function summarize(results: readonly Registration[]): Registrations {
  const count = (outcome: Registration["outcome"]) =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    results: [...results],
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    refused: count("refused"),
  };
}
