import "server-only";

import { prepareTeam } from "@/lib/identity";
import { placed, readDocument, type SourceDocument } from "@/lib/platform/document";
import { DomainError } from "@/lib/platform/errors";

import { readBody } from "../body";

/** The input of `identity.registerTeam`: the document may be JSON or YAML, and complaints say line and column. */
export async function readTeam(request: Request, { id = "" }: Record<string, string>) {
  const document = readDocument(await readBody(request), request.headers.get("content-type"));
  refuseWithPlaces(document);
  return { id, document: document.value };
}

/** The operation checks the same again, where it no longer knows the text. */
function refuseWithPlaces(document: SourceDocument): void {
  try {
    prepareTeam(document.value);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, error.message, placed(document, error.fields), error.status);
  }
}
