"use client";

import * as Radix from "radix-ui/tooltip";
import type { ReactNode } from "react";

type Props = {
  content: ReactNode;
  /** One element that can have focus; it has its own accessible name. */
  children: ReactNode;
  side?: "top" | "bottom" | "right";
};

/** Says more about what is already named. Nothing that matters is only here. */
export function Tooltip({ content, children, side = "bottom" }: Props) {
  return (
    <Radix.Provider delayDuration={400}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-72 animate-fade items-center gap-2 rounded-md border bg-surface px-2 py-1 text-sm text-ink shadow-float"
          >
            {content}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
