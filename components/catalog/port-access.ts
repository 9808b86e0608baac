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

export type Access = { open: number; total: number };

/** How many of the ports of a product open by themselves. */
export const accessOf = (ports: readonly PortFacts[]): Access => ({
  open: ports.filter(opensByItself).length,
  total: ports.length,
});
