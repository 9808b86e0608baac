"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";

/** A panel that the address opens. Closing it shows at once, and not first when the router has come round to it. */
export function usePanel(name: string) {
  const given = useSearchParams().get(name);
  const [panel, setPanel] = useState(() => ({ given, value: given, round: 0, isOpen: given !== null }));
  if (given !== panel.given) {
    const isOpen = given !== null;
    const opened = isOpen ? { value: given, round: panel.round + 1 } : {};
    setPanel({ ...panel, ...opened, given, isOpen });
  }
  return {
    /** What it was opened for last; null before the first time. */
    value: panel.value,
    /** Tells one opening from the next. */
    round: panel.round,
    isOpen: panel.isOpen,
    close: () => {
      setPanel({ ...panel, isOpen: false });
      closePanel(name);
    },
  };
}

/** Opens a panel over the page as a step of its own in the browser's history: “back” closes it. */
export function openPanel(name: string, value: string): void {
  const address = new URL(window.location.href);
  address.searchParams.set(name, value);
  window.history.pushState({ panel: name }, "", address);
}

/** Closes it. A panel that was opened here is left the way it was entered; one from a link has no way back. */
function closePanel(name: string): void {
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
