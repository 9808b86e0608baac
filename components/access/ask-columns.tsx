"use client";

import { Search } from "lucide-react";
import { type ReactNode, useState } from "react";

import { countOf } from "@/components/catalog/words";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/fields";
import { inputClass } from "@/components/ui/input-class";

type Props = { columns: readonly string[] };

/** The whole port, or some of its columns: asking for less is granted sooner. */
export function ColumnChoice({ columns }: Props) {
  const [isWhole, setWhole] = useState(true);
  if (columns.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Columns</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        <Scope isChosen={isWhole} onChoose={() => setWhole(true)}>
          The whole port, {countOf(columns.length, "column")}
        </Scope>
        <Scope isChosen={!isWhole} onChoose={() => setWhole(false)}>
          Some of them
        </Scope>
      </div>
      {!isWhole && <ColumnList columns={columns} />}
    </fieldset>
  );
}

type ScopeProps = { isChosen: boolean; onChoose: () => void; children: ReactNode };

function Scope({ isChosen, onChoose, children }: ScopeProps) {
  return (
    <label className="flex items-center gap-2">
      <input
        type="radio"
        name="scope"
        checked={isChosen}
        onChange={onChoose}
        className="size-4 accent-(--solid)"
      />
      {children}
    </label>
  );
}

function ColumnList({ columns }: Props) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const words = text.trim().toLowerCase();
  const isFound = (column: string) => column.toLowerCase().includes(words);
  const found = columns.filter(isFound).length;

  function toggle(column: string): void {
    const next = new Set(chosen);
    if (!next.delete(column)) next.add(column);
    setChosen(next);
  }

  return (
    <div className="mt-2 rounded-md border border-field">
      <div className="relative border-b">
        <Search
          aria-hidden
          className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 stroke-[1.5] text-faint"
        />
        <input
          type="search"
          aria-label="Search the columns"
          placeholder="Search the columns"
          value={text}
          onChange={(event) => setText(event.target.value)}
          // Return would send the whole form.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          className={cn(inputClass, "h-8 border-0 pl-8 pointer-coarse:h-10")}
        />
      </div>
      <ul aria-label="Columns of the port" className="max-h-44 overflow-y-auto py-1">
        {columns.map((column) => (
          <li key={column} hidden={!isFound(column)}>
            <label className="flex min-h-7 items-center gap-2 px-3 hover:bg-hover pointer-coarse:min-h-10">
              <Checkbox
                name="columns"
                value={column}
                checked={chosen.has(column)}
                onChange={() => toggle(column)}
              />
              <span className="min-w-0 font-mono text-sm wrap-anywhere">{column}</span>
            </label>
          </li>
        ))}
      </ul>
      <p role="status" className="border-t px-3 py-1.5 text-sm text-soft">
        {found === 0 ? `No column matches “${text.trim()}”. ` : ""}
        {chosen.size === 0
          ? "None chosen yet: that asks for the whole port."
          : `${countOf(chosen.size, "column")} chosen`}
      </p>
    </div>
  );
}
