/** Longer texts are shown as they are written: nobody wrote them to be read in one piece. */
const LENGTH_MAX = 40_000;

/** What costs a parser more than its length: [pattern, most occurrences]. Each pattern is matched in linear time. */
const COSTLY: readonly (readonly [RegExp, number])[] = [
  [/(?:>[ \t]*){30}/g, 0],
  [/\[/g, 1_000],
  [/[*_~`]/g, 4_000],
];

const CELLS_MAX = 100;

/** Whether a text is worth a parser. One that is not was made to keep it busy. */
export function isReasonable(text: string): boolean {
  if (text.length > LENGTH_MAX) return false;
  const isWide = text.split("\n").some((line) => line.split("|").length > CELLS_MAX);
  return !isWide && COSTLY.every(([pattern, most]) => (text.match(pattern)?.length ?? 0) <= most);
}

type Node = { type: string; children?: Node[] };

const DEPTH_MAX = 60;

/** Refuses a tree that is nested deeper than anybody writes, before a recursion meets it. */
export const calm = () => (tree: Node) => {
  let level: Node[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_MAX) throw new Error("The text is nested too deeply.");
    level = level.flatMap((node) => node.children ?? []);
  }
};
