"use client";

import {
  type ComponentProps,
  type ReactNode,
  startTransition,
  type SubmitEvent,
  useActionState,
  useEffect,
  useEffectEvent,
  useRef,
} from "react";

import type { Action } from "@/lib/platform/wire";

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
  /** Empties the fields once it is done. */
  resets?: boolean;
  className?: string | undefined;
};

/** A form of a server action: works before hydration, keeps what was typed when it fails, says what failed. */
export function ActionForm<T>({ action, children, footer, onDone, resets = false, className }: Props<T>) {
  const [state, submit, isPending] = useActionState(action, null);
  const form = useRef<HTMLFormElement>(null);
  const problem = state?.ok === false ? state.problem : null;

  const finish = useEffectEvent((value: T) => {
    if (resets) form.current?.reset();
    onDone?.(value);
  });
  useEffect(() => {
    if (state?.ok) finish(state.value);
  }, [state]);

  // Given to `action` alone, React would empty the fields after a refusal too.
  function submitKeepingFields(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const fields = new FormData(event.currentTarget, event.nativeEvent.submitter);
    startTransition(() => submit(fields));
  }

  return (
    <FormState value={{ isPending, problem }}>
      <form ref={form} action={submit} onSubmit={submitKeepingFields} className={className}>
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
