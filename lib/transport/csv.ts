import "server-only";

import type { z } from "zod";

import { resolveActor } from "@/lib/identity";
import { log } from "@/lib/platform/log";
import type { Operation, Runtime } from "@/lib/platform/operation";

import { problemResponse, reportBug, requestIdOf } from "./respond";
import { type Handler, readQuery } from "./route";
import { runtime as liveRuntime } from "./runtime";

type Cell = string | number | null;
type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;
type Piece<Row> = { rows: readonly Row[]; next: Record<string, unknown> | null };

type Options<Value, Row> = {
  runtime?: Runtime;
  /** The file's name without its ending. */
  name: string;
  /** The rows in an answer, and what to ask for the next ones; null when these were the last. */
  rowsOf: (value: Value) => Piece<Row>;
};

/** How rows are written into a file. */
type Writing<Row> = { ending: string; mediaType: string; opening: string; toLine: (row: Row) => string };

/** Turns a query that answers piece by piece into a table for spreadsheets: heading → cell, in that order. */
export function csvRoute<In extends z.ZodType, Out extends z.ZodType, Row>(
  operation: Operation<In, Out>,
  { columns, ...options }: Options<z.output<Out>, Row> & { columns: Columns<Row> },
): Handler {
  const cells = Object.values(columns);
  return fileRoute(operation, options, {
    ending: "csv",
    mediaType: "text/csv; charset=utf-8",
    // Spreadsheets take a file for UTF-8 only when it begins with this mark.
    opening: `\uFEFF${toLine(Object.keys(columns))}`,
    toLine: (row) => toLine(cells.map((cell) => cell(row))),
  });
}

/** Turns a query that answers piece by piece into a file with one JSON object per line. */
export function ndjsonRoute<In extends z.ZodType, Out extends z.ZodType, Row>(
  operation: Operation<In, Out>,
  options: Options<z.output<Out>, Row>,
): Handler {
  return fileRoute(operation, options, {
    ending: "ndjson",
    mediaType: "application/x-ndjson",
    opening: "",
    toLine: (row) => `${JSON.stringify(row)}\n`,
  });
}

/** A download that never holds more than one piece. */
function fileRoute<In extends z.ZodType, Out extends z.ZodType, Row>(
  operation: Operation<In, Out>,
  { runtime, name, rowsOf }: Options<z.output<Out>, Row>,
  writing: Writing<Row>,
): Handler {
  return async function handle(request) {
    const requestId = requestIdOf(request.headers);
    try {
      const live = runtime ?? liveRuntime();
      const actor = await resolveActor(live, request.headers);
      const ask = async (more: Record<string, unknown>): Promise<Piece<Row>> =>
        rowsOf(await operation.execute(live, actor, { ...readQuery(request), ...more }));
      // The first piece is asked for before anything is answered, so that a refusal is a problem document.
      const first = await ask({});
      const fail = (error: unknown): void => log.error({ requestId, operation: operation.name, err: error });
      return new Response(toStream(first, ask, { writing, fail }), { headers: headersOf(name, writing) });
    } catch (error) {
      reportBug(error, requestId, operation.name);
      return problemResponse(error, requestId);
    }
  };
}

const headersOf = (
  name: string,
  { ending, mediaType }: Pick<Writing<never>, "ending" | "mediaType">,
): Record<string, string> => ({
  "content-type": mediaType,
  "content-disposition": `attachment; filename="${name}.${ending}"`,
  "cache-control": "no-store",
});

/** An error on the way ends the download as broken: a short file must not look like a whole one. */
function toStream<Row>(
  first: Piece<Row>,
  ask: (more: Record<string, unknown>) => Promise<Piece<Row>>,
  { writing, fail }: { writing: Writing<Row>; fail: (error: unknown) => void },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const write = (piece: Piece<Row>): Uint8Array => encoder.encode(piece.rows.map(writing.toLine).join(""));
  let piece: Piece<Row> | null = null;

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (piece === null) controller.enqueue(encoder.encode(writing.opening));
        piece = piece === null ? first : await ask(piece.next ?? {});
        controller.enqueue(write(piece));
        if (piece.next === null) controller.close();
      } catch (error) {
        fail(error);
        controller.error(error);
      }
    },
  });
}

const toLine = (cells: readonly Cell[]): string => `${cells.map(toCell).join(",")}\r\n`;

/** RFC 4180. What a spreadsheet would run as a formula is given as text. */
export function toCell(value: Cell): string {
  if (value === null) return "";
  const text = typeof value === "number" ? String(value) : value.replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
