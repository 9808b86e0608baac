/** The look of anything that text goes into. */
export const inputClass =
  "w-full rounded-md border border-field bg-surface px-2.5 text-base text-ink transition-colors hover:border-soft focus-visible:outline-offset-0 disabled:opacity-55 aria-invalid:border-breach pointer-coarse:text-lg";
