/** Longer purposes hide what access is for: approvers read every word. */
export const PURPOSE_MAX = 4000;

export const NOTE_MAX = 2000;

/** How many requests are decided at once at most. */
export const BULK_MAX = 50;
