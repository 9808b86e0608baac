"use client";

import { Toaster as Sonner } from "sonner";

export function Toaster() {
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
