import { Check, Circle, CircleDot, type LucideIcon, Minus, X } from "lucide-react";

import { cn } from "@/components/ui/cn";
import type { RequestSummary, StepStatus } from "@/lib/access/model";

import { stepWord } from "./words";

type Stop = { name: string; word: string; state: StepStatus };

const LOOKS: Readonly<Record<StepStatus, { icon: LucideIcon; look: string; word: string }>> = {
  approved: { icon: Check, look: "text-met", word: "approved" },
  rejected: { icon: X, look: "text-breach", word: "rejected" },
  open: { icon: CircleDot, look: "text-info", word: "is asked" },
  waiting: { icon: Circle, look: "text-faint", word: "comes later" },
  skipped: { icon: Minus, look: "text-faint", word: "was not asked" },
};

type Props = { request: RequestSummary };

/** The way of a request in one line: asked, each step, access. */
export function RequestSteps({ request }: Props) {
  const stops = stopsOf(request);
  return (
    <ol aria-label="Its way" className="flex flex-wrap items-center gap-y-1 text-sm max-sm:gap-x-3">
      {stops.map(({ name, word, state }, index) => {
        const { icon: Icon, look } = LOOKS[state];
        return (
          <li key={index} className="flex items-center">
            {index > 0 && (
              <span
                aria-hidden
                className={cn("mx-2 h-px w-5 max-sm:hidden", isPast(state) ? "bg-met" : "bg-line-strong")}
              />
            )}
            <Icon
              aria-hidden
              className={cn("mr-1 size-3.5 shrink-0 stroke-2", look, state === "waiting" && "stroke-[1.5]")}
            />
            <span className={state === "open" ? "font-medium text-ink" : "text-soft"}>{name}</span>
            <span className="sr-only"> {word}</span>
          </li>
        );
      })}
    </ol>
  );
}

const isPast = (state: StepStatus): boolean => state === "approved";

function stopsOf({ status, path, kind }: RequestSummary): Stop[] {
  const steps = path.map((step) => ({
    name: stepWord(step),
    word: LOOKS[step.status].word,
    state: step.status,
  }));
  return [{ name: "Asked", word: "done", state: "approved" }, ...steps, endOf(status, kind)];
}

function endOf(status: RequestSummary["status"], kind: RequestSummary["kind"]): Stop {
  const name = kind === "renewal" ? "Renewed" : "Access";
  switch (status) {
    case "approved":
      return { name, word: "granted", state: "approved" };
    case "requested":
    case "needsInformation":
      return { name, word: "comes last", state: "waiting" };
    case "rejected":
      return { name: "Rejected", word: "", state: "skipped" };
    case "cancelled":
      return { name: "Withdrawn", word: "", state: "skipped" };
    case "lapsed":
      return { name: "Lapsed", word: "", state: "skipped" };
  }
}
