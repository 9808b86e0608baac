import type { Classification, OutputPort } from "@/lib/catalog/model";

export type PortFacts = {
  port: Pick<OutputPort, "autoApprove" | "containsPii">;
  contract: { classification: Classification | null; personalData: boolean } | null;
};

/** Whether a port is granted without a person deciding; never where it holds personal or restricted data. */
export function opensByItself({ port, contract }: PortFacts): boolean {
  const holds = contract !== null && (contract.personalData || contract.classification === "restricted");
  return port.autoApprove && port.containsPii !== true && !holds;
}

export type AccessWord = "open" | "partly" | "approval";

/** How the ports of a product are opened, taken together. */
export function accessOf(ports: readonly PortFacts[]): AccessWord {
  const open = ports.filter(opensByItself).length;
  if (open === 0) return "approval";
  return open === ports.length ? "open" : "partly";
}
