"use client";

import { useId, useSyncExternalStore } from "react";

import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields";
import type { Action } from "@/lib/platform/wire";

import { formOf, useChoice } from "./use-choice";

type Props = {
  timeZone: string | null;
  /** Every zone that the server knows. */
  zones: readonly string[];
  save: Action<{ timeZone: string | null }>;
};

/** Where one's mornings are: the daily mail comes at seven. A choice is saved at once. */
export function NoticeZone({ timeZone, zones, save }: Props) {
  const id = useId();
  const { shown, choose, refusal, isSaving } = useChoice(timeZone ?? "", save, toForm);
  const here = useSyncExternalStore(neverChanges, browserZone, () => null);

  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <label htmlFor={id}>The daily mail comes at 07:00 in</label>
      <span className="w-56">
        <Select id={id} value={shown} aria-busy={isSaving} onChange={({ target }) => choose(target.value)}>
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
      {here !== null && here !== (shown || "UTC") && zones.includes(here) && (
        <Button variant="quiet" size="sm" onClick={() => choose(here)}>
          Use this browser’s, {here.replaceAll("_", " ")}
        </Button>
      )}
      {refusal && (
        <p role="alert" className="text-sm text-breach">
          {refusal}
        </p>
      )}
    </div>
  );
}

const toForm = (timeZone: string): FormData => formOf({ timeZone });
const neverChanges = () => () => undefined;
const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
