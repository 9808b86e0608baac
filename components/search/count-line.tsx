"use client";

import { countOf } from "@/components/catalog/words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { SearchAnswer } from "@/lib/search/model";

import { problemOf } from "./fetch-json";

type Props = { answer: SearchAnswer | undefined };

/** How many there are, said aloud when it changes, and in which time. */
export function CountLine({ answer }: Props) {
  return (
    <p className="mb-2 min-h-5 text-soft">
      <span role="status" className="font-medium text-ink">
        {answer && countOf(answer.total, "product")}
      </span>
      {answer && <span aria-hidden> · {durationOf(answer.tookMs)}</span>}
    </p>
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
