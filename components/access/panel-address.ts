"use client";

import { useSearchParams } from "next/navigation";

/** What the address says of a panel: null while it is closed. */
export const usePanel = (name: string): string | null => useSearchParams().get(name);

/** Opens a panel over the page as a step of its own in the browser's history: “back” closes it. */
export function openPanel(name: string, value: string): void {
  const address = new URL(window.location.href);
  address.searchParams.set(name, value);
  window.history.pushState({ panel: name }, "", address);
}

/** Closes it. A panel that was opened here is left the way it was entered; one from a link has no way back. */
export function closePanel(name: string): void {
  const address = new URL(window.location.href);
  if (!address.searchParams.has(name)) return;
  if (isOpenedHere(name)) {
    window.history.back();
    return;
  }
  address.searchParams.delete(name);
  window.history.replaceState(null, "", address);
}

function isOpenedHere(name: string): boolean {
  const state: unknown = window.history.state;
  return typeof state === "object" && state !== null && "panel" in state && state.panel === name;
}
