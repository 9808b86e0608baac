"use client";

import dynamic from "next/dynamic";

/** Loaded after the page works: nothing waits for a toast. */
export const Toaster = dynamic(() => import("./toaster").then((module) => module.Toaster), { ssr: false });

type Options = { undo?: () => void };

const UNDO_MS = 10_000;

/** Says in passing what was done. What can be undone stays for 10 seconds. */
export function notify(message: string, { undo }: Options = {}): void {
  void import("sonner").then(({ toast }) =>
    toast(message, undo ? { duration: UNDO_MS, action: { label: "Undo", onClick: undo } } : {}),
  );
}
