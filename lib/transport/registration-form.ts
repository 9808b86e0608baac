import "server-only";

import { z } from "zod";

import { invalid } from "@/lib/platform/errors";

import { splitterFor, typeOfOne } from "./wire/splitter";

/** What the registration form sends: pasted text, or files with their names. */
const Sources = z.array(z.object({ name: z.string().max(500), text: z.string() })).max(200);

/** Makes the input of `registerDocuments` and `previewRegistration` of the fields of the registration form. */
export function documentsFromForm(form: FormData): Record<string, unknown> {
  const items = readSources(form.get("sources")).flatMap(({ name, text }) => {
    const mediaType = mediaTypeOf(name);
    const { push, end } = splitterFor(mediaType);
    return [...push(text), ...end()].map((one) => ({ text: one, mediaType: typeOfOne(mediaType, one) }));
  });
  return { items, saveWithWarnings: form.get("saveWithWarnings") === "on" };
}

function readSources(field: unknown): z.output<typeof Sources> {
  const result = Sources.safeParse(typeof field === "string" ? parse(field) : undefined);
  const sources = result.data?.filter(({ text }) => text.trim() !== "") ?? [];
  if (sources.length === 0) throw invalid("Paste a document, or choose a file.");
  return sources;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A file says by its name what it is; pasted text is looked at. */
function mediaTypeOf(name: string): string | null {
  if (/\.json$/i.test(name)) return "application/json";
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return "application/x-ndjson";
  return /\.ya?ml$/i.test(name) ? "application/yaml" : null;
}
