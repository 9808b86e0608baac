"use client";

import { startTransition, useActionState, useEffect, useId, useSyncExternalStore } from "react";

import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import { notify } from "@/components/ui/toast";
import type { Action } from "@/lib/platform/wire";

type Props = {
  timeZone: string | null;
  /** Every zone that the server knows. */
  zones: readonly string[];
  save: Action<{ timeZone: string | null }>;
};

/** Where one's mornings are: the daily mail comes at seven. A choice is saved at once. */
export function NoticeZone({ timeZone, zones, save }: Props) {
  const id = useId();
  const [state, submit, isPending] = useActionState(save, null);
  const here = useSyncExternalStore(neverChanges, browserZone, () => null);

  function choose(zone: string): void {
    const form = new FormData();
    form.set("timeZone", zone);
    startTransition(() => submit(form));
  }

  useEffect(() => {
    if (state?.ok) notify("Saved.");
  }, [state]);

  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <label htmlFor={id}>The daily mail comes at 07:00 in</label>
      <span className="w-56">
        <Select
          id={id}
          value={timeZone ?? ""}
          disabled={isPending}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">UTC</option>
          {zones
            .filter((zone) => zone !== "UTC")
            .map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
        </Select>
      </span>
      {here !== null && here !== (timeZone ?? "UTC") && zones.includes(here) && (
        <Button variant="quiet" size="sm" onClick={() => choose(here)}>
          Use this browser’s, {here.replaceAll("_", " ")}
        </Button>
      )}
      {state?.ok === false && (
        <p role="alert" className="text-sm text-breach">
          {state.problem.detail}
        </p>
      )}
    </div>
  );
}

const neverChanges = () => () => undefined;
const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
