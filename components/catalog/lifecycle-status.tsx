import { Archive, CircleCheck, CircleDashed, type LucideIcon, PencilLine, TriangleAlert } from "lucide-react";

import { Status, type Tone } from "@/components/ui/status";

const KNOWN: Record<string, { tone: Tone; icon: LucideIcon }> = {
  proposed: { tone: "none", icon: CircleDashed },
  draft: { tone: "none", icon: PencilLine },
  active: { tone: "met", icon: CircleCheck },
  deprecated: { tone: "risk", icon: TriangleAlert },
  retired: { tone: "none", icon: Archive },
};
const UNKNOWN = { tone: "none", icon: CircleDashed } as const;

type Props = { status: string; className?: string | undefined };

/** Where a product or contract is in its life; a word that is not ours is shown as it is. */
export function LifecycleStatus({ status, className }: Props) {
  const { tone, icon } = KNOWN[status] ?? UNKNOWN;
  return (
    <Status tone={tone} icon={icon} className={className}>
      {status}
    </Status>
  );
}
