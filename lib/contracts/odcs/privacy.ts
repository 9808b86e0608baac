import type { Classification } from "@/lib/catalog/model";
import { customValue } from "@/lib/platform/document-bitol";
import { textOf, textsOf, wordOf } from "@/lib/platform/document-reading";
import type { Fields } from "@/lib/platform/document-shape";

/** The standard leaves the words free. These are the ones in use; the strictest of several counts. */
const CLASSIFICATIONS: Readonly<Record<Classification, readonly string[]>> = {
  public: ["public", "open", "unclassified", "unrestricted", "nonsensitive"],
  internal: ["internal", "internaluse", "internalonly", "internaluseonly", "company", "general", "low"],
  confidential: [
    ...["confidential", "sensitive", "private", "proprietary", "medium", "moderate"],
    ...["companyconfidential", "businessconfidential"],
    ...["pii", "personal", "personaldata", "personalinformation", "personallyidentifiable", "gdpr"],
  ],
  restricted: [
    ...["restricted", "secret", "topsecret", "highlyconfidential", "strictlyconfidential", "highlysensitive"],
    ...["high", "critical", "phi", "spi", "pci", "specialcategory", "sensitivepersonal", "sensitivepii"],
  ],
};

/** Words that say that it is about a person. */
const PERSONAL = new Set([
  ...["pii", "personal", "personaldata", "personalinformation", "personallyidentifiable", "gdpr"],
  ...[
    "personallyidentifiableinformation",
    "phi",
    "spi",
    "specialcategory",
    "sensitivepersonal",
    "sensitivepii",
  ],
]);

const ORDER = ["public", "internal", "confidential", "restricted"] as const;

const MEANING = new Map<string, Classification>(
  ORDER.flatMap((level) => CLASSIFICATIONS[level].map((word) => [word, level] as const)),
);

/** The strictest of some classifications; null when there is none. */
export const strictest = (levels: readonly (Classification | null)[]): Classification | null =>
  [...ORDER].reverse().find((level) => levels.includes(level)) ?? null;

/** What a document's own words mean in ours; null for words that nobody knows. */
export const classificationOf = (value: unknown): Classification | null =>
  strictest(wordsOf(value).map((word) => MEANING.get(word) ?? null));

/** `PII / Confidential` is two words, `Highly Confidential` is one. */
function wordsOf(value: unknown): string[] {
  const text = textOf(value);
  return text === null ? [] : text.split(/[,;/|+&]/).map(wordOf);
}

/** Stands for personal data of which the document does not say the kind. */
const UNSPECIFIED = "unspecified";

/**
 * The kind of personal data of a column, or null. A custom property decides, also against it; then tags
 * such as `pii` and `pii:email`; then the classification.
 */
export function personalDataOf({ customProperties, tags, classification }: Fields): string | null {
  const said = customValue(
    customProperties,
    "personalData",
    "personalDataKind",
    "pii",
    "containsPii",
    "isPii",
  );
  if (said !== undefined && said !== null) return kindOf(said);
  for (const tag of textsOf(tags)) {
    const [word = "", kind] = tag.split(/[:=.]/);
    if (PERSONAL.has(wordOf(word))) return textOf(kind) ?? UNSPECIFIED;
  }
  return wordsOf(classification).some((word) => PERSONAL.has(word)) ? UNSPECIFIED : null;
}

function kindOf(said: unknown): string | null {
  const word = wordOf(said);
  if (["", "false", "no", "none", "n/a", "0"].includes(word)) return null;
  if (["true", "yes", "1"].includes(word) || PERSONAL.has(word)) return UNSPECIFIED;
  return textOf(said);
}
