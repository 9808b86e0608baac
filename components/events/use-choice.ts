import { useOptimistic, useState, useTransition } from "react";

import { notify } from "@/components/ui/toast";
import type { Action } from "@/lib/platform/wire";

/** A setting that is saved at once: shown as chosen while it is, and as it was when it is refused. */
export function useChoice<T>(kept: T, save: Action<unknown>, toForm: (choice: T) => FormData) {
  const [shown, show] = useOptimistic(kept);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSaving, startTransition] = useTransition();

  function choose(choice: T): void {
    startTransition(async () => {
      show(choice);
      const answer = await save(null, toForm(choice));
      setRefusal(answer?.ok === false ? (answer.problem.detail ?? answer.problem.title) : null);
      if (answer?.ok) notify("Saved.");
    });
  }

  return { shown, choose, refusal, isSaving };
}

/** The fields of a form. */
export function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}
