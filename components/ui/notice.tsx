import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn";

type NoticeTone = "info" | "met" | "risk" | "breach";

const TONE: Record<NoticeTone, { icon: LucideIcon; look: string }> = {
  info: { icon: Info, look: "border-line-strong bg-sunken [&>svg]:text-info" },
  met: { icon: CircleCheck, look: "border-met/30 bg-met-wash [&>svg]:text-met" },
  risk: { icon: TriangleAlert, look: "border-risk/30 bg-risk-wash [&>svg]:text-risk" },
  breach: { icon: CircleAlert, look: "border-breach/30 bg-breach-wash [&>svg]:text-breach" },
};

type Props = {
  tone?: NoticeTone;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** `alert` when it appears after something the person did. */
  role?: "alert" | "status";
  className?: string | undefined;
};

export function Notice({ tone = "info", title, children, action, role, className }: Props) {
  const { icon: Icon, look } = TONE[tone];
  return (
    <div
      role={role}
      className={cn("flex items-start gap-2.5 rounded-md border px-3 py-2.5", look, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.5]" />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{title}</p>
        {children && <div className="mt-0.5 wrap-anywhere text-soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}
