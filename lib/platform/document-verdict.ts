import type { SourceDocument } from "./document";
import { type Finding, findingsOf, type Shape } from "./document-shape";
import type { FieldError } from "./errors";

/** One version of a standard. */
export type Standard = { version: string; shape: Shape };

/** What stands against accepting a document, and what does not but should be said. */
export type Verdict = { errors: FieldError[]; warnings: FieldError[] };

type Judging = {
  /** The version that the document claims, where we know it. */
  own: Standard | null;
  newest: Standard;
  /** What no schema can say: counts under every version. */
  semantic?: readonly Finding[];
  hints?: readonly Finding[];
};

/**
 * A document is accepted when the version it claims or the newest accepts it: real documents claim one and
 * follow the other. What the other version objects to is a warning.
 */
export function judge(
  document: SourceDocument,
  { own, newest, semantic = [], hints = [] }: Judging,
): Verdict {
  const newestFindings = findingsOf(newest.shape, document.value);
  const ownFindings = own && own !== newest ? findingsOf(own.shape, document.value) : newestFindings;
  const isAccepted = ownFindings.length === 0 || newestFindings.length === 0;
  const others = newestFindings.filter((finding) => !ownFindings.some((other) => isSame(other, finding)));
  const warnings = [...(isAccepted ? labelled(ownFindings, own) : []), ...labelled(others, newest), ...hints];
  return {
    errors: complaints(document, [...(isAccepted ? [] : ownFindings), ...semantic]),
    warnings: complaints(document, warnings),
  };
}

/** Findings with their places, as sentences. */
const complaints = (document: SourceDocument, findings: readonly Finding[]): FieldError[] =>
  findings.map(({ pointer, detail, quote }) => ({
    pointer,
    detail: sentence(quote === undefined ? detail : `${detail}: write ${fix(document, pointer, quote)}`),
    ...document.locate(pointer),
  }));

const isSame = (a: Finding, b: Finding) => a.pointer === b.pointer && a.detail === b.detail;

const labelled = (findings: readonly Finding[], standard: Standard | null): Finding[] =>
  findings.map((finding) => ({
    ...finding,
    detail: `${standard?.version ?? "The standard"}: ${finding.detail}`,
  }));

const sentence = (detail: string): string => (/[.?!]$/.test(detail) ? detail : `${detail}.`);

/** `version: "1.0"`, quoted as the document's own format wants it. */
function fix({ mediaType, written }: SourceDocument, pointer: string, key: string): string {
  const value = `"${written(pointer) ?? ""}"`;
  const isKey = /^[\w-]+$/.test(key);
  if (!isKey) return value;
  return mediaType === "application/json" ? `"${key}": ${value}` : `${key}: ${value}`;
}
