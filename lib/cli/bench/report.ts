import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import path from "node:path";

import type { Timing } from "./measure";

/** One measured number, with the goal that it has to meet. */
export type Figure = {
  what: string;
  unit: "ms" | "s" | "MB" | "%" | "×" | "/s";
  /** What the goal is about: the p95 of a timing. */
  value: number;
  p50?: number;
  clients?: number;
  goal?: { atMost: number } | { atLeast: number };
  /** How many times as much as the bare reference of the same run, by the p50. */
  ratio?: number;
};

type About = { goalMs?: number; reference?: Timing };

/** The figure of a timing: its p95 against the goal, its p50 against that of the bare reference. */
export function timingFigure(what: string, timing: Timing, { goalMs, reference }: About = {}): Figure {
  return {
    what,
    unit: "ms",
    value: timing.p95,
    p50: timing.p50,
    clients: timing.clients,
    ...(goalMs !== undefined && { goal: { atMost: goalMs } }),
    ...(reference && { ratio: timing.p50 / reference.p50 }),
  };
}

/** Null when there is no goal. */
function isMet({ value, goal }: Figure): boolean | null {
  if (!goal) return null;
  return "atMost" in goal ? value <= goal.atMost : value >= goal.atLeast;
}

const HEADINGS = ["what", "clients", "p50", "p95 / value", "goal", "", "× bare"];

/** The figures as a table of text. */
export function toTable(figures: readonly Figure[]): string {
  const rows = [HEADINGS, ...figures.map(toRow)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0, column))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const pad = (cell: string, width: number, column: number): string =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

function toRow(figure: Figure): string[] {
  const { what, clients, p50, value, goal, unit, ratio } = figure;
  const met = isMet(figure);
  return [
    what,
    clients === undefined ? "" : String(clients),
    p50 === undefined ? "" : rounded(p50),
    `${rounded(value)} ${unit}`,
    goal ? ("atMost" in goal ? `≤ ${goal.atMost} ${unit}` : `≥ ${goal.atLeast} ${unit}`) : "",
    met === null ? "" : met ? "met" : "missed",
    ratio === undefined ? "" : rounded(ratio),
  ];
}

const rounded = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

type Run = { what: string; products: number; engine: string; figures: readonly Figure[] };

/** Keeps the figures of a run as JSON, and says where. */
export async function writeFigures({ figures, ...about }: Run, now = new Date()): Promise<string> {
  const file = path.join(
    "bench-results",
    `${now.toISOString().replaceAll(":", "-").slice(0, 19)}-${about.what}.json`,
  );
  const machine = { cores: cpus().length, model: cpus()[0]?.model ?? "", node: process.version };
  const kept = figures.map((figure) => ({ ...figure, met: isMet(figure) }));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(
    file,
    `${JSON.stringify({ at: now.toISOString(), ...about, machine, figures: kept }, null, 2)}\n`,
  );
  return file;
}
