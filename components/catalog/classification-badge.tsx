import { Fingerprint, Lock, LockOpen, type LucideIcon, ShieldAlert } from "lucide-react";
import type { ComponentProps } from "react";

import { Badge } from "@/components/ui/badge";

type Look = { icon: LucideIcon; tone: ComponentProps<typeof Badge>["tone"] };

const LOOKS: Record<string, Look> = {
  public: { icon: LockOpen, tone: "outline" },
  internal: { icon: Lock, tone: "outline" },
  confidential: { icon: Lock, tone: "risk" },
  restricted: { icon: ShieldAlert, tone: "breach" },
};

type Props = { classification: string };

export function ClassificationBadge({ classification }: Props) {
  const { icon: Icon, tone } = LOOKS[classification] ?? { icon: Lock, tone: "outline" };
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {classification}
    </Badge>
  );
}

export function PersonalDataBadge() {
  return (
    <Badge tone="info">
      <Fingerprint aria-hidden />
      personal data
    </Badge>
  );
}
