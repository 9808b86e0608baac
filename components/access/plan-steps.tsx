import { Check, Zap } from "lucide-react";
import type { ReactNode } from "react";

import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import type { AnswerTime, PlannedStep } from "@/lib/access/model";
import type { Person } from "@/lib/identity/model";

import { answerWord, stepWord } from "./words";

type Step = PlannedStep & {
  deciders: readonly Person[];
  /** Left out where the step has been sent on its way already. */
  answerTime?: AnswerTime;
};

type Props = {
  steps: readonly Step[];
  /** Why nobody has to decide; null where somebody does. */
  automaticBecause: string | null;
  /** What is true once everybody has said yes. */
  outcome: ReactNode;
};

/** What happens to a request once it is sent: who decides, in which order, and how long they usually take. */
export function PlanSteps({ steps, automaticBecause, outcome }: Props) {
  if (automaticBecause !== null)
    return (
      <ol aria-label="What happens next">
        <Node mark={<Zap aria-hidden />} isLast isDone>
          <p className="font-medium">You get access at once</p>
          <p className="text-sm text-soft">{automaticBecause}</p>
          <p className="text-sm text-soft">{outcome}</p>
        </Node>
      </ol>
    );
  return (
    <ol aria-label="What happens next">
      {steps.map((step, index) => (
        <Node key={`${step.kind} ${step.team?.id ?? ""}`} mark={index + 1}>
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-medium">{stepWord(step)} decides</span>
            {step.answerTime && (
              <span className="text-sm text-soft">
                {answerWord(step.answerTime) ?? "no answer yet to go by"}
              </span>
            )}
          </p>
          <p className="text-sm text-soft">{step.because}</p>
          <Deciders people={step.deciders} />
        </Node>
      ))}
      <Node mark={<Check aria-hidden />} isLast>
        <p className="font-medium">Access begins</p>
        <p className="text-sm text-soft">{outcome}</p>
      </Node>
    </ol>
  );
}

type NodeProps = { mark: ReactNode; children: ReactNode; isLast?: boolean; isDone?: boolean };

function Node({ mark, children, isLast = false, isDone = false }: NodeProps) {
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      {!isLast && (
        <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px -translate-x-1/2 bg-line-strong" />
      )}
      <span
        aria-hidden
        className={cn(
          "flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-semibold [&_svg]:size-3.5 [&_svg]:stroke-2",
          isDone ? "border-transparent bg-met-wash text-met" : "border-line-strong bg-surface text-soft",
        )}
      >
        {mark}
      </span>
      <div className="min-w-0 flex-1 pt-0.5">{children}</div>
    </li>
  );
}

const SHOWN = 4;

function Deciders({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return <p className="text-sm text-faint">Nobody holds this role at present.</p>;
  const more = people.length - SHOWN;
  return (
    <ul className="mt-1.5 flex flex-wrap gap-x-3 gap-y-1 text-sm">
      {people.slice(0, SHOWN).map(({ email, name }) => (
        <li key={email} className="inline-flex items-center gap-1.5">
          <Avatar name={name || email} className="size-5 text-[0.5625rem]" />
          {name || email}
        </li>
      ))}
      {more > 0 && <li className="self-center text-faint">and {more} more</li>}
    </ul>
  );
}
