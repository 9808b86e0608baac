"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";

import { isWanted, onWanted, say, type ToastOptions } from "./toast-queue";

const Loaded = dynamic(() => import("./toaster").then((module) => module.Toaster), { ssr: false });

/** Where toasts appear. It is loaded with the first of them. */
export function Toaster() {
  const wanted = useSyncExternalStore(onWanted, isWanted, () => false);
  return wanted && <Loaded />;
}

/** Says in passing what was done. What can be undone stays for 10 seconds. */
export const notify = (message: string, options: ToastOptions = {}): void => say({ message, ...options });
