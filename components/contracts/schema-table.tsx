"use client";

import { ArrowDownAZ, ListTree, Search } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";

import { cn } from "@/components/ui/cn";
import { inputClass } from "@/components/ui/input-class";
import type { SchemaObject } from "@/lib/contracts/model";

import { SchemaRowLines } from "./schema-row";
import {
  filterRows,
  findRow,
  type SchemaRow,
  type SortKey,
  sortRows,
  toRows,
  unfoldedRows,
} from "./schema-rows";

type Props = {
  object: Pick<SchemaObject, "name" | "properties">;
  /** What is searched for and sorted by when the page opens; kept in the address from then on. */
  initial: { text: string; sort: SortKey };
};

/** Rows that are drawn at once; more follow when the end comes into view. */
const STEP = 100;

/** Columns as a table that can be searched, sorted, unfolded and pointed into by an address. */
export function SchemaTable({ object, initial }: Props) {
  const rows = useMemo(() => toRows(object), [object]);
  const [text, setText] = useState(initial.text);
  const [sort, setSort] = useState(initial.sort);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [limit, setLimit] = useState(STEP);

  const isTree = text.trim() === "" && sort === "position";
  const found = useMemo(() => sortRows(filterRows(rows, text), sort), [rows, text, sort]);
  const shown = isTree ? unfoldedRows(found, folded) : found;

  useAddress(text, sort);
  useNamedRow(rows, (row) => {
    setLimit((before) => Math.max(before, row.index + STEP));
    setOpen((before) => new Set(before).add(row.index));
  });

  return (
    <div>
      <Tools
        text={text}
        sort={sort}
        count={found.length}
        total={rows.length}
        onText={(value) => {
          setText(value);
          setLimit(STEP);
        }}
        onSort={setSort}
      />
      {found.length === 0 ? (
        <p className="rounded-md border border-dashed border-line-strong px-4 py-6 text-center text-soft">
          {rows.length === 0 ? "The contract names no columns." : `No column matches “${text.trim()}”.`}
        </p>
      ) : (
        <div className="overflow-x-auto rounded-md border bg-surface">
          <table className="w-full border-separate border-spacing-0 text-left">
            <caption className="sr-only">Columns of {object.name}</caption>
            <Head sort={sort} onSort={setSort} />
            <tbody>
              {shown.slice(0, limit).map((row) => (
                <SchemaRowLines
                  key={row.index}
                  row={row}
                  isTree={isTree}
                  isOpen={open.has(row.index)}
                  isFolded={folded.has(row.index)}
                  onOpen={() => setOpen(toggled(open, row.index))}
                  onFold={() => setFolded(toggled(folded, row.index))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length > limit && <More rest={shown.length - limit} onMore={() => setLimit(limit + 2 * STEP)} />}
    </div>
  );
}

function toggled(set: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(index)) next.add(index);
  return next;
}

/** The search and the order are part of the address, so that it can be sent to somebody. */
function useAddress(text: string, sort: SortKey): void {
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const url = new URL(window.location.href);
    for (const [name, value] of [
      ["q", text.trim()],
      ["sort", sort === "position" ? "" : sort],
    ] as const) {
      if (value === "") url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    window.history.replaceState(window.history.state, "", url);
  }, [text, sort]);
}

/** Opens the row that the address names, now and whenever it names another, and brings it into view. */
function useNamedRow(rows: readonly SchemaRow[], show: (row: SchemaRow) => void): void {
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    function follow(): void {
      const row = findRow(rows, decoded(window.location.hash));
      if (!row) return;
      latest.current(row);
      requestAnimationFrame(() => document.getElementById(row.path)?.scrollIntoView({ block: "center" }));
    }
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [rows]);
}

function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

type ToolsProps = {
  text: string;
  sort: SortKey;
  count: number;
  total: number;
  onText: (text: string) => void;
  onSort: (sort: SortKey) => void;
};

function Tools({ text, sort, count, total, onText, onSort }: ToolsProps) {
  const isSorted = sort !== "position";
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="relative min-w-0 flex-1 basis-64">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-2 left-2.5 size-4 stroke-[1.5] text-faint"
        />
        <input
          type="search"
          value={text}
          onChange={(event) => onText(event.target.value)}
          aria-label="Search the columns"
          placeholder="Search names, types, descriptions …"
          className={cn(inputClass, "h-8 pl-8 pointer-coarse:h-10")}
        />
      </div>
      <p role="status" className="text-sm text-soft">
        {count === total
          ? `${total.toLocaleString("en")} columns`
          : `${count} of ${total.toLocaleString("en")} columns`}
      </p>
      <button
        type="button"
        onClick={() => onSort(isSorted ? "position" : "name")}
        className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-soft hover:bg-hover hover:text-ink shell:hidden"
      >
        {isSorted ? (
          <ListTree aria-hidden className="size-4 stroke-[1.5]" />
        ) : (
          <ArrowDownAZ aria-hidden className="size-4 stroke-[1.5]" />
        )}
        {isSorted ? "In order of the table" : "Sort by name"}
      </button>
    </div>
  );
}

const HEADS: readonly { key: SortKey | null; label: string; className: string }[] = [
  { key: "name", label: "Name", className: "pl-4" },
  { key: "type", label: "Type", className: "hidden shell:table-cell" },
  { key: null, label: "Key", className: "hidden shell:table-cell" },
  { key: "classification", label: "Classification", className: "" },
  { key: null, label: "Description", className: "hidden w-2/5 shell:table-cell" },
];

function Head({ sort, onSort }: Pick<ToolsProps, "sort" | "onSort">) {
  return (
    <thead className="text-xs text-soft">
      <tr>
        {HEADS.map(({ key, label, className }) => (
          <th
            key={label}
            scope="col"
            aria-sort={key !== null && sort === key ? "ascending" : undefined}
            className={cn("h-8 border-b bg-sunken px-3 font-medium whitespace-nowrap", className)}
          >
            {key === null ? (
              label
            ) : (
              <SortButton
                label={label}
                isOn={sort === key}
                onPress={() => onSort(sort === key ? "position" : key)}
              />
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type SortButtonProps = { label: string; isOn: boolean; onPress: () => void };

function SortButton({ label, isOn, onPress }: SortButtonProps) {
  return (
    <button
      type="button"
      onClick={onPress}
      title={isOn ? "Back to the order of the table" : `Sort by ${label.toLowerCase()}`}
      className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 font-medium hover:text-ink"
    >
      {label}
      <ArrowDownAZ aria-hidden className={cn("size-3.5 stroke-[1.5]", isOn ? "text-accent" : "opacity-0")} />
    </button>
  );
}

function More({ rest, onMore }: { rest: number; onMore: () => void }) {
  const end = useRef<HTMLButtonElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: "600px",
    });
    if (end.current) observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  return (
    <button
      ref={end}
      type="button"
      onClick={onMore}
      className="mt-2 h-8 w-full rounded-md text-sm font-medium text-soft hover:bg-hover hover:text-ink"
    >
      Show {rest.toLocaleString("en")} more columns
    </button>
  );
}
