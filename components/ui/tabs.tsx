"use client";

import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";

type Props = {
  /** What the tabs choose between, for screen readers. */
  label: string;
  /** Content may be rendered on the server. */
  tabs: readonly { id: string; label: string; content: ReactNode }[];
};

/** Views of one thing inside a page. Tabs that are pages of their own are `TabLinks`. */
export function Tabs({ label, tabs }: Props) {
  return (
    <Radix.Root defaultValue={tabs[0]?.id ?? ""}>
      <Radix.List aria-label={label} className="mb-2 flex gap-1 overflow-x-auto">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className="h-7 shrink-0 rounded-md px-2.5 text-sm font-medium text-soft transition-colors hover:text-ink data-[state=active]:bg-hover data-[state=active]:text-ink pointer-coarse:h-9"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
