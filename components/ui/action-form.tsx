"use client";

import {
  type ComponentProps,
  type ReactNode,
  type SubmitEvent,
  useActionState,
  useRef,
  useState,
  useTransition,
} from "react";

import type { Action, Problem } from "@/lib/platform/wire";

import { Button } from "./button";
import { FormState, useIsPending } from "./form-state";
import { ProblemNotice } from "./problem-notice";

type Props<T> = {
  action: Action<T>;
  /** Fields. Hidden inputs carry what the person does not choose. */
  children: ReactNode;
  /** The buttons, below what went wrong. */
  footer?: ReactNode;
  onDone?: (value: T) => void;
  /** Beyond showing the problem: what was asked for may not be what it was. */
  onRefused?: (problem: Problem) => void;
  /** Empties the fields once it is done. */
  resets?: boolean;
  className?: string | undefined;
};

/** A form of a server action: works before hydration, keeps what was typed when it fails, says what failed. */
export function ActionForm<T>({
  action,
  children,
  footer,
  onDone,
  onRefused,
  resets = false,
  className,
}: Props<T>) {
  const [unhydrated, submit] = useActionState(action, null);
  const [answer, setAnswer] = useState(unhydrated);
  const [isPending, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const problem = answer?.ok === false ? answer.problem : null;

  // Given to `action` alone, React would empty the fields after a refusal too. And the answer is told from here,
  // not from an effect: what was done may have taken this form off the page.
  function submitHere(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (isPending) return;
    const fields = new FormData(event.currentTarget, event.nativeEvent.submitter);
    startTransition(async () => {
      const next = await action(answer, fields);
      setAnswer(next);
      if (next?.ok === false) onRefused?.(next.problem);
      if (!next?.ok) return;
      if (resets) form.current?.reset();
      onDone?.(next.value);
    });
  }

  return (
    <FormState value={{ isPending, problem }}>
      <form ref={form} action={submit} onSubmit={submitHere} className={className}>
        {children}
        {problem && <ProblemNotice problem={problem} className="mt-3" />}
        {footer}
      </form>
    </FormState>
  );
}

/** The button that sends the form around it. */
export function SubmitButton({ variant = "primary", ...rest }: ComponentProps<typeof Button>) {
  return <Button type="submit" variant={variant} isPending={useIsPending()} {...rest} />;
}
