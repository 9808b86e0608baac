import type { ReactNode } from "react";

import { cn } from "./cn";

type Props = { children: ReactNode; className?: string | undefined };

export function Kbd({ children, className }: Props) {
  return (
    <kbd
      className={cn(
        "inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-surface px-1 font-sans text-xs leading-none text-faint",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
