import "server-only";

import { finish, onlyPlan, readText, refuseOtherId, refuseStale, RegisterInput } from "@/lib/catalog";
import { Registration } from "@/lib/catalog/model";
import { command } from "@/lib/platform/operation";

import { prepareContract } from "../prepare";
import { lockAndPlanContracts, writeContracts } from "./register-contracts";

export const registerContract = command({
  name: "contracts.registerContract",
  summary: "Register a data contract, or replace the document of a registered one.",
  input: RegisterInput,
  output: Registration,
  async load({ db, actor }, { id, document, saveWithWarnings }) {
    const read = readText(document);
    const prepared = prepareContract(read, saveWithWarnings ? "lenient" : "strict");
    refuseOtherId(id, read, prepared);
    return onlyPlan(await lockAndPlanContracts({ db, actor, newTeams: new Map() }, [prepared], new Map()));
  },
  allow: (_actor, { decision }) => decision,
  async run(scope, { expectedRevision }, plan) {
    refuseStale(expectedRevision, plan.present);
    await writeContracts(scope, [plan]);
    return finish(scope, "datacontract", plan);
  },
});
