"use client";

import { type ReactNode, useEffect, useEffectEvent, useState } from "react";

import { countOf } from "@/components/catalog/words";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/fields";
import { bindPageKeys } from "@/components/ui/page-keys";
import type { Action } from "@/lib/platform/wire";

import { type BulkOutcome, RequestBulk, RequestBulkReport } from "./request-bulk";

type Row = {
  id: string;
  /** What is asked for, by name. */
  name: string;
  /** Rows with the same key may be decided together. */
  bulkKey: string;
  /** The facts that they share, in words. */
  facts: string;
  content: ReactNode;
};

type Props = {
  label: string;
  rows: readonly Row[];
  approve: Action<BulkOutcome>;
  /** Stands where the rows would: what became of the last of them is still told. */
  empty: ReactNode;
};

/** What waits for the reader. Several requests with the same facts can be chosen and approved together. */
export function RequestInbox({ label, rows, approve, empty }: Props) {
  const [report, setReport] = useState<Report | null>(null);
  const [note, setNote] = useState("");
  const { selected, alike, isChosen, canChoose, toggle, choose } = useChoice(rows);
  const hasPairs = rows.some((row) => hasLike(row, rows));
  const [first] = selected;
  const hasMore = alike.length > selected.length;

  function finish(outcome: BulkOutcome): void {
    const names = new Map(selected.map(({ id, name }) => [id, name]));
    setReport({ outcome, nameOf: (id) => names.get(id) ?? id });
    choose([]);
    setNote("");
  }

  return (
    <>
      {report && <RequestBulkReport {...report} onClose={() => setReport(null)} />}
      {rows.length === 0 && empty}
      {rows.length > 0 && (
        <ul aria-label={label} className="divide-y divide-line rounded-md border bg-surface">
          {rows.map((row) => (
            <RowFrame
              key={row.id}
              row={row}
              isChosen={isChosen(row)}
              canChoose={canChoose(row)}
              onToggle={() => toggle(row)}
              choice={hasLike(row, rows) ? "shown" : hasPairs ? "spared" : "none"}
            />
          ))}
        </ul>
      )}
      {first && (
        <RequestBulk
          selected={selected}
          facts={first.facts}
          note={note}
          onNote={setNote}
          approve={approve}
          more={hasMore ? `All ${countOf(alike.length, "request")} with these facts` : null}
          onMore={() => choose(alike)}
          onClear={() => choose([])}
          onDone={finish}
        />
      )}
    </>
  );
}

/** Whether there is another one with which it could be decided together. */
const hasLike = ({ id, bulkKey }: Row, rows: readonly Row[]): boolean =>
  rows.some((other) => other.bulkKey === bulkKey && other.id !== id);

type Report = { outcome: BulkOutcome; nameOf: (id: string) => string };

/** Which rows are chosen: only rows with the same facts, and none that somebody else has decided meanwhile. */
function useChoice(rows: readonly Row[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = rows.filter(({ id }) => chosen.has(id));
  const [first] = selected;
  const alike = first ? rows.filter(({ bulkKey }) => bulkKey === first.bulkKey) : [];
  const isChosen = ({ id }: Row): boolean => chosen.has(id);
  const canChoose = (row: Row): boolean => (first ? row.bulkKey === first.bulkKey : hasLike(row, rows));
  const choose = (some: readonly Row[]): void => setChosen(new Set(some.map(({ id }) => id)));

  function toggle(row: Row): void {
    if (!canChoose(row)) return;
    choose(isChosen(row) ? selected.filter(({ id }) => id !== row.id) : [...selected, row]);
  }

  const toggleFocused = useEffectEvent(() => {
    const here = document.activeElement?.closest("[data-request]")?.getAttribute("data-request");
    const row = rows.find(({ id }) => id === here);
    if (row) toggle(row);
  });
  useEffect(() => bindPageKeys({ x: () => toggleFocused() }), []);

  return { selected, alike, isChosen, canChoose, toggle, choose };
}

type FrameProps = {
  row: Row;
  isChosen: boolean;
  canChoose: boolean;
  onToggle: () => void;
  /** spared: the rows around it have a box, and it stands in line with them. */
  choice: "shown" | "spared" | "none";
};

function RowFrame({ row: { id, name, content }, isChosen, canChoose, onToggle, choice }: FrameProps) {
  return (
    <li
      data-request={id}
      className={cn(
        "relative flex gap-3 px-4 py-3 transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-hover/60 hover:bg-hover/60",
        isChosen && "bg-accent-wash focus-within:bg-accent-wash hover:bg-accent-wash",
      )}
    >
      {choice === "spared" && <span aria-hidden className="w-4 shrink-0" />}
      {choice === "shown" && (
        <label
          className="relative z-10 -m-2 self-start p-2"
          title={canChoose ? "Choose (x)" : "Its facts differ from those of what is chosen."}
        >
          <span className="sr-only">Choose {name}</span>
          <Checkbox checked={isChosen} disabled={!canChoose} onChange={onToggle} className="mt-0.5 block" />
        </label>
      )}
      {content}
    </li>
  );
}
