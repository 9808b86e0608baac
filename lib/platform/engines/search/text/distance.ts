import { TERM_LENGTH_MAX } from "./words";

const WIDTH = TERM_LENGTH_MAX * 2 + 1;
// Three rows of the table are enough, and one set of them: nothing here waits.
const rows = [new Uint8Array(WIDTH), new Uint8Array(WIDTH), new Uint8Array(WIDTH)] as const;

/**
 * How many letters must be added, left out, replaced or swapped with their neighbour to turn one term into the
 * other (optimal string alignment); `max + 1` when more than `max`.
 */
export function editDistance(from: string, to: string, max: number): number {
  if (Math.abs(from.length - to.length) > max) return max + 1;
  const last = fillTable(from, to, max);
  return last ? Math.min(last[to.length] ?? max + 1, max + 1) : max + 1;
}

/** The same to the nearest beginning of `to`: a word that is still being typed may be wrong already. */
export function prefixDistance(from: string, to: string, max: number): number {
  const end = Math.min(to.length, from.length + max);
  const last = fillTable(from, to.slice(0, end), max);
  if (!last) return max + 1;
  let least = max + 1;
  for (let column = 0; column <= end; column++) least = Math.min(least, last[column] ?? least);
  return least;
}

/** The last row of the table: the distance of `from` to each beginning of `to`. Null as soon as all are above `max`. */
function fillTable(from: string, to: string, max: number): Uint8Array | null {
  if (from.length >= WIDTH || to.length >= WIDTH) return null;
  let [older, old, row]: [Uint8Array, Uint8Array, Uint8Array] = [rows[0], rows[1], rows[2]];
  for (let column = 0; column <= to.length; column++) row[column] = column;
  for (let line = 1; line <= from.length; line++) {
    [older, old, row] = [old, row, older];
    if (fillRow(from, to, line, { older, old, row }) > max) return null;
  }
  return row;
}

type Rows = { older: Uint8Array; old: Uint8Array; row: Uint8Array };

function fillRow(from: string, to: string, line: number, { older, old, row }: Rows): number {
  const letter = from.charCodeAt(line - 1);
  const before = line > 1 ? from.charCodeAt(line - 2) : -1;
  row[0] = line;
  let least = line;
  for (let column = 1; column <= to.length; column++) {
    const other = to.charCodeAt(column - 1);
    const replaced = cell(old, column - 1) + (letter === other ? 0 : 1);
    let cost = Math.min(replaced, cell(old, column) + 1, cell(row, column - 1) + 1);
    const isSwapped = before === other && column > 1 && letter === to.charCodeAt(column - 2);
    if (isSwapped) cost = Math.min(cost, cell(older, column - 2) + 1);
    row[column] = cost;
    least = Math.min(least, cost);
  }
  return least;
}

const cell = (row: Uint8Array, column: number): number => row[column] ?? 0;

/** How many slips are forgiven in a word: none in short ones, where every slip makes another word. */
export const slipsForgiven = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
