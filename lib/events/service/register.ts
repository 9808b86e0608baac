import "server-only";

import {
  finish,
  lockAndPlanProducts,
  onlyPlan,
  prepareProduct,
  readText,
  writeProducts,
} from "@/lib/catalog";
import type { DocumentText } from "@/lib/catalog/model";
import { lockAndPlanContracts, prepareContract, writeContracts } from "@/lib/contracts";
import { applyTeams, prepareTeam } from "@/lib/identity";
import type { Decision } from "@/lib/platform/actor";
import { forbidden } from "@/lib/platform/errors";
import type { Scope } from "@/lib/platform/operation";

import type { MessageAnswer, MessageKind } from "../model";

/** Does what a message asks for with its document, as the same registration through the API would. */
export function registerDocument(
  scope: Scope,
  kind: MessageKind,
  document: DocumentText,
): Promise<MessageAnswer> {
  switch (kind) {
    case "team.registered":
      return registerTeam(scope, document);
    case "dataproduct.registered":
      return registerProduct(scope, document, null);
    case "dataproduct.retired":
      return registerProduct(scope, document, "retired");
    case "datacontract.registered":
      return registerContract(scope, document, null);
    case "datacontract.retired":
      return registerContract(scope, document, "retired");
  }
}

/** A retired product keeps its document; its status is the lifecycle's, until it is registered again. */
async function registerProduct(
  scope: Scope,
  document: DocumentText,
  status: "retired" | null,
): Promise<MessageAnswer> {
  const prepared = prepareProduct(readText(document), "strict");
  const incoming = status ? { ...prepared, status, product: { ...prepared.product, status } } : prepared;
  const plan = onlyPlan(await lockAndPlanProducts(askingIn(scope), [incoming]));
  refuse(plan.decision);
  await writeProducts(scope, [plan]);
  return finish(scope, "dataproduct", plan);
}

async function registerContract(
  scope: Scope,
  document: DocumentText,
  status: "retired" | null,
): Promise<MessageAnswer> {
  const prepared = prepareContract(readText(document), "strict");
  const incoming = status ? { ...prepared, status, contract: { ...prepared.contract, status } } : prepared;
  const plan = onlyPlan(await lockAndPlanContracts(askingIn(scope), [incoming], new Map()));
  refuse(plan.decision);
  await writeContracts(scope, [plan]);
  return finish(scope, "datacontract", plan);
}

async function registerTeam(scope: Scope, document: DocumentText): Promise<MessageAnswer> {
  const { source } = readText(document);
  const [team] = await applyTeams(scope, [prepareTeam(source.value)]);
  if (!team) throw new Error("One document makes one outcome.");
  if (team.problem) throw team.problem;
  if (team.outcome === "unchanged") scope.nothingChanged();
  return { kind: "team", id: team.id, outcome: team.outcome, revision: team.version, warnings: [] };
}

const askingIn = ({ db, actor }: Scope) => ({ db, actor, newTeams: new Map() });

function refuse(decision: Decision): void {
  if (!decision.allowed) throw forbidden(decision.because);
}
