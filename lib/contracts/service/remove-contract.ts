import "server-only";

import { z } from "zod";

import { ExpectedRevision, portsOfContracts, refuseStale, visibleProductNames } from "@/lib/catalog";
import { invalid } from "@/lib/platform/errors";
import { command, type Scope } from "@/lib/platform/operation";

import { ContractRemoved } from "../events";
import { canEditContract } from "../policy";
import { deleteContract } from "../store/records";
import { audiencesOf, getVisible } from "../store/views";

export const removeContract = command({
  name: "contracts.removeContract",
  summary: "Remove a data contract that no output port uses; the texts of its versions are kept.",
  input: z.object({ id: z.string(), expectedRevision: ExpectedRevision.optional() }),
  output: z.object({ id: z.string() }),
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: canEditContract,
  async run(scope, { expectedRevision }, contract) {
    const { id, name, revision } = contract;
    refuseStale(expectedRevision, contract);
    await refuseUsed(scope, id);
    const audience = await audiencesOf(scope.db, [contract]);
    await deleteContract(scope.db, { id, revision });
    scope.emit({
      type: "contracts.contract.removed",
      subject: id,
      payload: ContractRemoved.parse({ name }),
      audience: audience.get(id) ?? null,
    });
    scope.record({ subjectId: id, detail: { kind: "datacontract", name, revision } });
    return { id };
  },
});

/** Products that the actor may not see are counted, not named. */
async function refuseUsed({ db, actor }: Scope, id: string): Promise<void> {
  const ports = (await portsOfContracts(db, [id])).filter(({ direction }) => direction === "output");
  if (ports.length === 0) return;
  const productIds = [...new Set(ports.map(({ productId }) => productId))];
  const named = [...(await visibleProductNames(db, actor, productIds.slice(0, 5))).keys()];
  const others = productIds.length - named.length;
  const who = [...named, ...(others > 0 ? [`${others} more`] : [])].join(", ");
  throw invalid(`Data contract ${id} is used by output ports of: ${who}. Remove it from these first.`);
}
