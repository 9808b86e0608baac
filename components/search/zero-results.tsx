"use client";

import { SearchX } from "lucide-react";
import Link from "next/link";
import { useState } from "react";

import { ActionForm, SubmitButton } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/fields";
import { Notice } from "@/components/ui/notice";
import type { Action } from "@/lib/platform/wire";
import type { SearchAnswer, SearchMiss } from "@/lib/search/model";

import { choiceWord, type Labels } from "./labels";
import { FACETS, type SearchState, toQuery } from "./search-state";

type Props = {
  state: SearchState;
  nearNames: SearchAnswer["nearNames"];
  labels: Labels;
  ask: Action<SearchMiss>;
  onClear: () => void;
};

/** Nothing was found: what was understood, what is near, and how to ask for it. */
export function ZeroResults({ state, nearNames, labels, ask, onClear }: Props) {
  const chosen = FACETS.flatMap((facet) =>
    state.filters[facet].map((value) => choiceWord(labels, facet, value)),
  );
  return (
    <div className="rounded-md border border-dashed border-line-strong px-5 py-6 sm:px-8">
      <SearchX aria-hidden className="mb-3 size-5 stroke-[1.5] text-faint" />
      <h2 className="text-lg font-semibold wrap-anywhere">
        {state.q ? `Nothing matches “${state.q}”` : "Nothing matches these filters"}
      </h2>
      <Understood words={state.q.split(/\s+/).filter(Boolean)} chosen={chosen} />
      {chosen.length > 0 && (
        <Button className="mt-3" onClick={onClear}>
          Search without filters
        </Button>
      )}
      {nearNames.length > 0 && (
        <div className="mt-5">
          <h3 className="font-semibold">Did you mean</h3>
          <ul className="mt-1 space-y-0.5">
            {nearNames.map(({ id, label }) => (
              <li key={id}>
                <Link
                  data-row
                  href={`/products/${encodeURIComponent(id)}`}
                  className="inline-flex min-h-7 items-center rounded-sm font-medium text-accent hover:underline"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {state.q && <AskForData key={state.q} text={state.q} query={toQuery(state)} ask={ask} />}
    </div>
  );
}

function Understood({ words, chosen }: { words: readonly string[]; chosen: readonly string[] }) {
  return (
    <p className="mt-1 max-w-reading wrap-anywhere text-soft">
      We looked for{" "}
      {words.length > 1 ? "products with any of these words" : words.length === 1 ? "the word" : "products"}
      {words.length > 1 && <> — {words.slice(0, 12).join(", ")} —</>} in names, descriptions, tags, teams,
      people and columns, also with typing mistakes
      {chosen.length > 0 && <>, and only within {chosen.join(" and ")}</>}.
    </p>
  );
}

type AskProps = { text: string; query: string; ask: Action<SearchMiss> };

function AskForData({ text, query, ask }: AskProps) {
  const [isAsked, setAsked] = useState(false);
  if (isAsked) {
    return (
      <Notice tone="met" role="status" title="Your wish is on the list" className="mt-5 max-w-reading">
        The people who run the mesh see what is searched for and missing, and can come back to you.
      </Notice>
    );
  }
  return (
    <section aria-label="Ask for this data" className="mt-5 max-w-reading border-t pt-5">
      <h3 className="font-semibold">Ask for this data</h3>
      <p className="mt-0.5 mb-3 text-soft">Somebody may have it and not know that you need it.</p>
      <ActionForm
        action={ask}
        onDone={() => setAsked(true)}
        footer={<SubmitButton className="mt-3">Ask for this data</SubmitButton>}
      >
        <input type="hidden" name="text" value={text} />
        <input type="hidden" name="query" value={query} />
        <TextAreaField name="comment" label="What would you use it for?" rows={3} maxLength={2000} />
      </ActionForm>
    </section>
  );
}
