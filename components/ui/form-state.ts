"use client";

import { createContext, use } from "react";

import type { Problem } from "@/lib/platform/wire";

type FormState = { isPending: boolean; problem: Problem | null };

/** What the form around a field or a button is doing. */
export const FormState = createContext<FormState>({ isPending: false, problem: null });

export const useIsPending = (): boolean => use(FormState).isPending;

/** What the last answer said about the field of this name. */
export function useFieldError(name: string): string | undefined {
  const { problem } = use(FormState);
  return problem?.errors?.find(({ pointer }) => pointer === `#/${name}` || pointer.startsWith(`#/${name}/`))
    ?.detail;
}
