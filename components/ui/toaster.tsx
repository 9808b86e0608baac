"use client";

import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";

import { takeToasts } from "./toast-queue";

const UNDO_MS = 10_000;

export function Toaster() {
  // Sonner listens once it is mounted, which is before this runs.
  useEffect(() => {
    takeToasts(({ message, undo }) =>
      toast(message, undo ? { duration: UNDO_MS, action: { label: "Undo", onClick: undo } } : {}),
    );
  }, []);

  return (
    <Sonner
      position="bottom-right"
      offset={{ bottom: 24, right: 24 }}
      mobileOffset={{ bottom: 72 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-md border bg-surface px-3 py-2.5 text-base text-ink shadow-float sm:w-90",
          content: "flex-1",
          actionButton: "rounded-sm px-2 py-0.5 font-medium text-accent hover:bg-hover",
        },
      }}
    />
  );
}
