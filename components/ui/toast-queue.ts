export type ToastOptions = { undo?: () => void };
export type Toast = ToastOptions & { message: string };

const waiting: Toast[] = [];
const listeners = new Set<() => void>();
let show: ((toast: Toast) => void) | null = null;

/** Shows a toast, or keeps it until there is somebody who can. */
export function say(toast: Toast): void {
  if (show) show(toast);
  else waiting.push(toast);
  for (const listener of listeners) listener();
}

export const isWanted = (): boolean => show !== null || waiting.length > 0;

export function onWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes over what waits and everything to come. */
export function takeToasts(taker: (toast: Toast) => void): void {
  show = taker;
  for (const toast of waiting.splice(0)) taker(toast);
}
