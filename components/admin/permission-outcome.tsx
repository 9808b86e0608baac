import { EyeOff, type LucideIcon, UserX } from "lucide-react";

import { Status, type Tone } from "@/components/ui/status";

export type OutcomeKind = "yes" | "no" | "hidden" | "unknown";

const LOOK: Record<OutcomeKind, { tone: Tone; word: string; icon?: LucideIcon }> = {
  yes: { tone: "met", word: "Yes" },
  no: { tone: "breach", word: "No" },
  hidden: { tone: "none", word: "Hidden", icon: EyeOff },
  unknown: { tone: "none", word: "Unproven", icon: UserX },
};

/** Whether somebody may, as an icon and a word. */
export function PermissionOutcome({ kind }: { kind: OutcomeKind }) {
  const { tone, word, icon } = LOOK[kind];
  return (
    <Status tone={tone} {...(icon && { icon })}>
      {word}
    </Status>
  );
}
