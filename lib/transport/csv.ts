import "server-only";

import type { z } from "zod";

import { resolveActor } from "@/lib/identity";
import { log } from "@/lib/platform/log";
import type { Operation, Runtime } from "@/lib/platform/operation";

import { problemResponse, reportBug, requestIdOf } from "./respond";
import { type Handler, readQuery } from "./route";
import { runtime as liveRuntime } from "./runtime";

type Cell = string | number | null;
type Piece<Row> = { rows: readonly Row[]; next: Record<string, unknown> | null };

type Options<Value, Row> = {
  runtime?: Runtime;
  /** The file's name without its ending. */
  name: string;
  /** The rows in an answer, and what to ask for the next ones; null when these were the last. */
  rowsOf: (value: Value) => Piece<Row>;
  /** Heading → cell, in the order of the columns. */
  columns: Readonly<Record<string, (row: Row) => Cell>>;
};

/** Turns a query that answers piece by piece into a download that never holds more than one piece. */
export function csvRoute<In extends z.ZodType, Out extends z.ZodType, Row>(
  operation: Operation<In, Out>,
  { runtime, name, rowsOf, columns }: Options<z.output<Out>, Row>,
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
      return new Response(toStream(first, ask, { columns, fail }), { headers: headersOf(name) });
    } catch (error) {
      reportBug(error, requestId, operation.name);
      return problemResponse(error, requestId);
    }
  };
}

const headersOf = (name: string): Record<string, string> => ({
  "content-type": "text/csv; charset=utf-8",
  "content-disposition": `attachment; filename="${name}.csv"`,
  "cache-control": "no-store",
});

type Writing<Row> = {
  columns: Readonly<Record<string, (row: Row) => Cell>>;
  fail: (error: unknown) => void;
};

/** An error on the way ends the download as broken: a short file must not look like a whole one. */
function toStream<Row>(
  first: Piece<Row>,
  ask: (more: Record<string, unknown>) => Promise<Piece<Row>>,
  { columns, fail }: Writing<Row>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const cells = Object.values(columns);
  const write = (piece: Piece<Row>): Uint8Array =>
    encoder.encode(piece.rows.map((row) => toLine(cells.map((cell) => cell(row)))).join(""));
  let piece: Piece<Row> | null = null;

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        // Spreadsheets take a file for UTF-8 only when it begins with this mark.
        if (piece === null) controller.enqueue(encoder.encode(`\uFEFF${toLine(Object.keys(columns))}`));
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
