"use client";

import { countOf } from "@/components/catalog/words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Action } from "@/lib/platform/wire";
import type { SearchAnswer } from "@/lib/search/model";

import { problemOf } from "./fetch-json";
import { SaveSearch } from "./save-search";
import { type SearchState, toQuery } from "./search-state";

type Props = {
  answer: SearchAnswer | undefined;
  state: SearchState;
  /** null where there is nothing worth saving. */
  save: Action<unknown> | null;
};

/** How many there are, said aloud when it changes, and in which time. */
export function CountLine({ answer, state, save }: Props) {
  return (
    <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
      <p className="text-soft">
        <span role="status" className="font-medium text-ink">
          {answer && countOf(answer.total, "product")}
        </span>
        {answer && <span aria-hidden> · {durationOf(answer.tookMs)}</span>}
      </p>
      {save && (
        <SaveSearch query={toQuery({ ...state, page: 1 })} proposal={state.q.slice(0, 100)} save={save} />
      )}
    </div>
  );
}

const durationOf = (tookMs: number): string => (tookMs < 1 ? "under 1 ms" : `${Math.round(tookMs)} ms`);

type FailureProps = { error: Error; onRetry: () => void };

/** What was there stays below it. */
export function SearchFailure({ error, onRetry }: FailureProps) {
  const problem = problemOf(error);
  return (
    <Notice
      tone="breach"
      role="alert"
      title="The search did not get an answer"
      className="mb-3"
      action={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {problem?.detail ?? "Check the connection, then try again."}
      {problem && (
        <span className="mt-1 block text-xs">Request {problem.instance.replace("urn:request:", "")}</span>
      )}
    </Notice>
  );
}
