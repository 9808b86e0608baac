import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn";

type Props = {
  icon: LucideIcon;
  title: string;
  /** What would be here. */
  children?: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
  className?: string | undefined;
};

export function EmptyState({ icon: Icon, title, children, action, className }: Props) {
  return (
    <div
      className={cn(
        "flex flex-col items-center gap-1 rounded-md border border-dashed border-line-strong px-6 py-10 text-center",
        className,
      )}
    >
      <Icon aria-hidden className="mb-2 size-5 stroke-[1.5] text-faint" />
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-md text-pretty text-soft">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
