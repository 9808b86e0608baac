import type { Change, DiffLine } from "@/lib/catalog/model";

/** Lines to show, or a run of equal lines that is left out. */
export type DiffBlock = { kind: "lines"; lines: DiffLine[] } | { kind: "gap"; count: number };

const CONTEXT = 3;

/** Leaves out equal lines that are far from any change. */
export function toBlocks(lines: readonly DiffLine[]): DiffBlock[] {
  const blocks: DiffBlock[] = [];
  lines.forEach((line, index) => {
    const isNear = lines
      .slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
      .some(({ kind }) => kind !== "same");
    const last = blocks.at(-1);
    if (isNear && last?.kind === "lines") last.lines.push(line);
    else if (isNear) blocks.push({ kind: "lines", lines: [line] });
    else if (last?.kind === "gap") last.count += 1;
    else blocks.push({ kind: "gap", count: 1 });
  });
  return blocks;
}

/** `#/outputPorts/flights-files/version` as the words between the slashes. */
export const placeOf = ({ pointer }: Pick<Change, "pointer">): string[] =>
  pointer
    .replace(/^#\/?/, "")
    .split("/")
    .filter((part) => part !== "")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

/** A value of a document as people read it: texts as they are, the rest as JSON. */
export function shownValue(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
