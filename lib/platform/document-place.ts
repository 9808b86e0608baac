/** A place in a text as editors count it: both from 1. */
export type Place = { line: number; column: number };

/** JSON Pointer (RFC 6901) in the fragment form that problem documents use: `#/servers/0/host`. */
export const toPointer = (path: readonly (string | number)[]): string =>
  `#${path.map((part) => `/${escapePart(String(part))}`).join("")}`;

/** One step further than `pointer`. */
export const below = (pointer: string, part: string | number): string =>
  `${pointer}/${escapePart(String(part))}`;

/** One name as it stands in a pointer (RFC 6901 §3). */
export const escapePart = (part: string): string =>
  /[~/]/.test(part) ? part.replaceAll("~", "~0").replaceAll("/", "~1") : part;

/** The pointer of the thing that contains what `pointer` names, or null at the root. */
export function above(pointer: string): string | null {
  const slash = pointer.lastIndexOf("/");
  return slash < 0 ? null : pointer.slice(0, slash);
}

/** Turns offsets of one text into places; the lines are counted once, at the first question. */
export function placesIn(text: string): (offset: number) => Place {
  let starts: number[] | null = null;
  return (offset) => {
    starts ??= lineStarts(text);
    const line = lastNotAfter(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lastNotAfter(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
