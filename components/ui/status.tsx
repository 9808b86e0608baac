import { Check, type LucideIcon, Minus, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn";

export type Tone = "met" | "risk" | "breach" | "none" | "info";

const TONE: Record<Tone, { icon: LucideIcon; colour: string }> = {
  met: { icon: Check, colour: "text-met" },
  risk: { icon: TriangleAlert, colour: "text-risk" },
  breach: { icon: X, colour: "text-breach" },
  none: { icon: Minus, colour: "text-faint" },
  info: { icon: Minus, colour: "text-info" },
};

type Props = {
  tone: Tone;
  /** Where the tone's own icon would say the wrong thing. */
  icon?: LucideIcon;
  /** The word: never leave it out. */
  children: ReactNode;
  className?: string | undefined;
};

/** A state: always an icon, a word and a colour. */
export function Status({ tone, icon, children, className }: Props) {
  const { icon: own, colour } = TONE[tone];
  const Icon = icon ?? own;
  return (
    <span className={cn("inline-flex items-center gap-1 font-medium whitespace-nowrap", colour, className)}>
      <Icon aria-hidden className="size-3.5 shrink-0 stroke-2" />
      {children}
    </span>
  );
}
