"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";

import { problemOf } from "@/components/search/fetch-json";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { ConsumerKey } from "@/lib/access/model";

import { PlanSteps } from "./plan-steps";
import { planQuery } from "./queries";

type Props = {
  wish: { productId: string; portId: string; consumer: ConsumerKey };
  /** When the access would end. */
  outcome: string;
};

/** What happens next, before anything is sent; it follows what is chosen above. */
export function NextSteps({ wish, outcome }: Props) {
  const id = useId();
  const { data, error, isPlaceholderData, refetch } = useQuery(planQuery(wish));
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-2 font-medium">
        What happens next
      </h3>
      <div aria-live="polite" className={cn("transition-opacity", isPlaceholderData && "opacity-55")}>
        {data && (
          <PlanSteps
            steps={data.steps}
            automaticBecause={data.plan.kind === "automatic" ? data.plan.because : null}
            outcome={outcome}
          />
        )}
        {!data && error && (
          <Notice
            tone="risk"
            title={problemOf(error)?.detail ?? "The way of the request could not be worked out."}
            action={
              <Button size="sm" onClick={() => void refetch()}>
                Try again
              </Button>
            }
          >
            You can still send it.
          </Notice>
        )}
        {!data && !error && <StepsSkeleton />}
      </div>
    </section>
  );
}

function StepsSkeleton() {
  return (
    <div role="status" className="space-y-4">
      <span className="sr-only">Working out who decides</span>
      {[0, 1].map((step) => (
        <div key={step} className="flex gap-3">
          <Skeleton className="size-6 rounded-full" />
          <div className="flex-1 space-y-2 pt-1">
            <Skeleton className="w-1/2" />
            <Skeleton className="h-3 w-3/4" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** Whether nobody has to decide, as far as it is known. */
export const useIsAutomatic = (wish: Props["wish"]): boolean =>
  useQuery(planQuery(wish)).data?.plan.kind === "automatic";
