import { CircleCheck, CircleSlash, Clock, Hand, LoaderCircle, TriangleAlert } from "lucide-react";
import type { LucideIcon } from "lucide-react";

import { Status, type Tone } from "@/components/ui/status";
import type { AgreementSummary, ProvisioningStatus as State } from "@/lib/access/model";
import { openTask } from "@/lib/access/rules/provisioning";

type Look = { tone: Tone; icon: LucideIcon; word: string };

const LOOKS: Readonly<Record<State, Look>> = {
  pending: { tone: "none", icon: Clock, word: "not granted yet" },
  provisioning: { tone: "info", icon: LoaderCircle, word: "being granted" },
  provisioned: { tone: "met", icon: CircleCheck, word: "granted" },
  provisioningFailed: { tone: "breach", icon: TriangleAlert, word: "granting failed" },
  deprovisioning: { tone: "info", icon: LoaderCircle, word: "being removed" },
  deprovisioned: { tone: "none", icon: CircleSlash, word: "removed" },
  deprovisioningFailed: { tone: "breach", icon: TriangleAlert, word: "removing failed" },
};

const TO_GRANT: Look = { tone: "risk", icon: Hand, word: "to be granted by hand" };
const TO_REMOVE: Look = { tone: "risk", icon: Hand, word: "to be removed by hand" };

type Props = {
  agreement: Pick<AgreementSummary, "status" | "provisioning" | "provisioningMode">;
  className?: string | undefined;
};

/** What the platform that holds the data has done about an agreement. */
export function ProvisioningStatus({ agreement, className }: Props) {
  const { tone, icon, word } = lookOf(agreement);
  return (
    <Status tone={tone} icon={icon} className={className}>
      {word}
    </Status>
  );
}

function lookOf({ status, provisioning, provisioningMode }: Props["agreement"]): Look {
  const task = openTask(provisioning, status);
  if (provisioningMode === "byHand" && task !== null) return task === "grant" ? TO_GRANT : TO_REMOVE;
  if (task === "remove" && provisioning === "provisioned")
    return { tone: "risk", icon: Clock, word: "still granted" };
  return LOOKS[provisioning];
}
