import { useSyncExternalStore } from "react";

import type { LiveState } from "@/lib/events/model";

let current: LiveState | null = null;
const listeners = new Set<() => void>();

/** What the page was last told, by the server's own answer or by the stream. */
export function setLiveState(state: LiveState): void {
  current = state;
  for (const listener of listeners) listener();
}

export const liveState = (): LiveState | null => current;

function onLiveState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The counts of the frame as they are now; before anything was said, as the server drew them. */
export const useLiveState = (drawn: LiveState): LiveState =>
  useSyncExternalStore(
    onLiveState,
    () => current ?? drawn,
    () => drawn,
  );

/** Whether a page that was drawn from one would look different drawn from the other. */
export const isOther = (a: LiveState, b: LiveState): boolean =>
  a.unread !== b.unread || a.waiting !== b.waiting || a.newest?.id !== b.newest?.id;
