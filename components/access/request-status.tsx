import { Clock, Hourglass, type LucideIcon, MessageCircleQuestion, Undo2 } from "lucide-react";

import { Status, type Tone } from "@/components/ui/status";
import type { RequestStatus } from "@/lib/access/model";

import { REQUEST_STATUS_WORDS } from "./request-words";

const LOOKS: Readonly<Record<RequestStatus, { tone: Tone; icon?: LucideIcon }>> = {
  requested: { tone: "info", icon: Clock },
  needsInformation: { tone: "risk", icon: MessageCircleQuestion },
  approved: { tone: "met" },
  rejected: { tone: "breach" },
  cancelled: { tone: "none", icon: Undo2 },
  lapsed: { tone: "none", icon: Hourglass },
};

type Props = { status: RequestStatus; className?: string | undefined };

export function RequestStatusMark({ status, className }: Props) {
  return (
    <Status {...LOOKS[status]} className={className}>
      {REQUEST_STATUS_WORDS[status]}
    </Status>
  );
}
