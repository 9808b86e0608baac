/** The two ways in which a document is written. */
export type Representation = "application/json" | "application/yaml";

const NAMES: Readonly<Record<Representation, RegExp>> = {
  "application/json": /^(?:application\/(?:[\w.-]+\+)?json|text\/json)$/,
  "application/yaml": /^(?:application\/(?:[\w.-]+\+|x-)?yaml|text\/(?:x-)?yaml|text\/plain)$/,
};

/**
 * The representation that the `Accept` header prefers, or null when it accepts neither. What is stored wins over
 * what would have to be converted, when both are as welcome (RFC 9110 §12.5.1).
 */
export function chooseRepresentation(accept: string | null, stored: Representation): Representation | null {
  if (accept === null || accept.trim() === "") return stored;
  const ranges = accept.split(",").map(toRange);
  const other: Representation = stored === "application/json" ? "application/yaml" : "application/json";
  const [best] = [stored, other]
    .map((name) => ({ name, quality: qualityOf(name, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return best?.name ?? null;
}

type Range = { name: string; quality: number };

function toRange(text: string): Range {
  const [name = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const quality = parameters
    .flatMap((parameter) => /^q=([01](?:\.\d{0,3})?)$/.exec(parameter)?.[1] ?? [])
    .at(0);
  return { name, quality: Math.min(1, Number(quality ?? 1)) };
}

/** Of the ranges that match, the most exact one counts. */
function qualityOf(representation: Representation, ranges: readonly Range[]): number {
  const exact = ranges.filter(({ name }) => NAMES[representation].test(name));
  const family = ranges.filter(({ name }) => name === "application/*");
  const any = ranges.filter(({ name }) => name === "*/*" || name === "*");
  const [matching] = [exact, family, any].filter((some) => some.length > 0);
  return Math.max(0, ...(matching ?? []).map(({ quality }) => quality));
}
