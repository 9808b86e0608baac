"use client";

import { Bookmark, Clock, X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, startTransition, useOptimistic } from "react";

import { notify } from "@/components/ui/toast";
import type { Action } from "@/lib/platform/wire";
import type { RecentSearch, SavedSearch } from "@/lib/search/model";

const RECENT_SHOWN = 5;

type Props = {
  saved: readonly SavedSearch[];
  recent: readonly RecentSearch[];
  save: Action<unknown>;
  remove: Action<unknown>;
};

/** Searches to come back to; they stand where the filters will stand, so that nothing moves. */
export function SearchShelf({ saved, recent, save, remove }: Props) {
  const [kept, drop] = useOptimistic(saved, (all, id: string) => all.filter((search) => search.id !== id));
  if (kept.length === 0 && recent.length === 0) return null;

  function forget({ id, name, query }: SavedSearch): void {
    startTransition(async () => {
      drop(id);
      const outcome = await remove(null, formOf({ id }));
      if (!outcome?.ok) notify("This search could not be removed. Try again in a moment.");
      else notify(`Removed “${name}”.`, { undo: () => void save(null, formOf({ name, query })) });
    });
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      {kept.length > 0 && (
        <Shelf label="Saved searches" icon={<Bookmark aria-hidden className="size-3.5 stroke-[1.5]" />}>
          {kept.map((search) => (
            <li key={search.id} className="flex items-center rounded-md border bg-surface">
              <ShelfLink query={search.query}>{search.name}</ShelfLink>
              <button
                type="button"
                onClick={() => forget(search)}
                className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:text-ink pointer-coarse:size-9"
              >
                <X aria-hidden className="size-3.5 stroke-2" />
                <span className="sr-only">Remove the saved search {search.name}</span>
              </button>
            </li>
          ))}
        </Shelf>
      )}
      {recent.length > 0 && (
        <Shelf label="Recent searches" icon={<Clock aria-hidden className="size-3.5 stroke-[1.5]" />}>
          {recent.slice(0, RECENT_SHOWN).map(({ query }) => (
            <li key={query} className="rounded-md border border-transparent bg-hover">
              <ShelfLink query={query}>{describe(query)}</ShelfLink>
            </li>
          ))}
        </Shelf>
      )}
    </div>
  );
}

type ShelfProps = { label: string; icon: ReactNode; children: ReactNode };

function Shelf({ label, icon, children }: ShelfProps) {
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <span className="inline-flex items-center gap-1 text-sm text-faint">
        {icon}
        {label}
      </span>
      <ul aria-label={label} className="contents">
        {children}
      </ul>
    </div>
  );
}

function ShelfLink({ query, children }: { query: string; children: ReactNode }) {
  return (
    <Link
      href={`/search?${query}`}
      prefetch={false}
      className="inline-flex min-h-7 max-w-64 items-center rounded-md px-2 text-sm font-medium pointer-coarse:min-h-9"
    >
      <span className="truncate">{children}</span>
    </Link>
  );
}

/** A recent search is kept as its query string; people read its words, and how many filters it has. */
function describe(query: string): string {
  const params = new URLSearchParams(query);
  const text = params.get("q") ?? "";
  params.delete("q");
  params.delete("sort");
  params.delete("page");
  const filters = [...params.values()];
  return [text, filters.length > 0 ? `(${filters.join(", ")})` : ""].filter(Boolean).join(" ");
}

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
