type Verdict = "tighter" | "looser" | "other";

/** How each option of a type limits the values: by an upper or a lower bound, or in a way of its own. */
const UPPER = new Set(["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"]);
const LOWER = new Set(["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"]);
/** Say how a value is written, not which values there are. */
const FORMS = new Set([
  "format",
  "timezone",
  "defaultTimezone",
  "elementType",
  "dimensions",
  "distanceMetric",
]);

type Options = Readonly<Record<string, unknown>>;

export type OptionChange = { option: string; verdict: Verdict; before: unknown; after: unknown };

/** The options in which two versions of a property differ, and whether fewer values are allowed by them. */
export function compareOptions(before: Options, after: Options): OptionChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((option) => {
    const [was, is] = [before[option], after[option]];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ option, verdict: judge(option, was, is), before: was, after: is }];
  });
}

function judge(option: string, before: unknown, after: unknown): Verdict {
  if (FORMS.has(option)) return "other";
  if (before === undefined) return "tighter";
  if (after === undefined) return "looser";
  if (option === "enum" || option === "required") return judgeList(option, before, after);
  if (UPPER.has(option) || LOWER.has(option)) return judgeBound(option, before, after);
  if (option === "uniqueItems") return after === true ? "tighter" : "looser";
  return "other";
}

function judgeList(option: string, before: unknown, after: unknown): Verdict {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  const keepsAll = was.every((value) => is.includes(value));
  const addsNone = is.every((value) => was.includes(value));
  if (option === "enum") return keepsAll ? "looser" : "tighter";
  return addsNone ? "looser" : "tighter";
}

const valuesOf = (list: unknown): string[] =>
  Array.isArray(list) ? list.map((value) => JSON.stringify(value)) : [];

function judgeBound(option: string, before: unknown, after: unknown): Verdict {
  const order = compareBounds(before, after);
  if (order === null) return "other";
  const isTighter = UPPER.has(option) ? order < 0 : order > 0;
  return isTighter ? "tighter" : "looser";
}

/** Whether the bound went up (1) or down (-1); dates and times are compared as they are written. */
function compareBounds(before: unknown, after: unknown): number | null {
  if (typeof before === "number" && typeof after === "number") return Math.sign(after - before);
  if (typeof before === "string" && typeof after === "string") return after < before ? -1 : 1;
  return null;
}
