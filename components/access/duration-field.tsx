"use client";

import { useFieldError } from "@/components/ui/form-state";

import { durationWord } from "./words";

type Props = {
  cadences: readonly number[];
  days: number;
  onChoose: (days: number) => void;
  /** What the choice comes to: the last day. */
  hint: string;
};

/** How long, as one of a few lengths, and the day on which it ends. */
export function DurationField({ cadences, days, onChoose, hint }: Props) {
  const error = useFieldError("durationDays");
  return (
    <fieldset>
      <legend className="mb-1 font-medium">How long</legend>
      <div className="flex divide-x rounded-md border border-field">
        {cadences.map((cadence) => (
          <label
            key={cadence}
            className="flex h-8 flex-1 cursor-pointer items-center justify-center text-center transition-colors first:rounded-l-[5px] last:rounded-r-[5px] hover:bg-hover has-checked:bg-accent-wash has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:h-10"
          >
            <input
              type="radio"
              name="durationDays"
              value={cadence}
              checked={cadence === days}
              onChange={() => onChoose(cadence)}
              className="sr-only"
            />
            {durationWord(cadence)}
          </label>
        ))}
      </div>
      <p aria-live="polite" className="mt-1 text-sm text-soft">
        {hint}
      </p>
      {error && <p className="mt-1 text-sm text-breach">{error}</p>}
    </fieldset>
  );
}
