import { diffArrays } from "diff";

import type { DiffLine } from "../model";

const LINES_MAX = 5000;
const EDITS_MAX = 1000;
const LINE_LENGTH_MAX = 2000;

export type Lines = { lines: DiffLine[]; truncated: boolean };

/** The line diff of two texts. Texts that are too long, or have too little in common, are not compared. */
export function compareLines(before: string, after: string): Lines {
  const [was, is] = [toLines(before), toLines(after)];
  if (was.length > LINES_MAX || is.length > LINES_MAX) return { lines: [], truncated: true };
  const runs = diffArrays(was, is, { maxEditLength: EDITS_MAX });
  return runs ? { lines: number(runs), truncated: false } : { lines: [], truncated: true };
}

/** The end of the last line is not a line of its own. */
function toLines(text: string): string[] {
  const lines = readable(text).split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => (line.length > LINE_LENGTH_MAX ? `${line.slice(0, LINE_LENGTH_MAX)}…` : line));
}

/** JSON that was sent without line breaks is compared as people would write it. */
function readable(text: string): string {
  if (text.trimEnd().includes("\n") || !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

type Run = { value: string[]; added: boolean; removed: boolean };

function number(runs: readonly Run[]): DiffLine[] {
  let [before, after] = [0, 0];
  return runs.flatMap(({ value, added, removed }) =>
    value.map((text): DiffLine => {
      if (added) return { kind: "added", text, before: null, after: ++after };
      if (removed) return { kind: "removed", text, before: ++before, after: null };
      return { kind: "same", text, before: ++before, after: ++after };
    }),
  );
}
