import "server-only";

import { isChange, refusalOf, valueOf } from "@/lib/catalog";
import type { DocumentSource } from "@/lib/catalog/model";
import type { Db } from "@/lib/platform/db/client";
import { type DomainError, invalid } from "@/lib/platform/errors";
import { isFields } from "@/lib/platform/document-shape";

import type { ContractChange, ParsedContract } from "../model";
import { toContract } from "../odcs/contract";
import { announcesBreak, compareContracts } from "../rules/compatibility/compare";
import { presentTexts } from "../store/versions";
import type { ContractPlan } from "./contract-plan";

/** Refuses every plan that would take a promise back without saying so by its version. */
export async function refuseUnannouncedBreaks(
  db: Db,
  plans: readonly ContractPlan[],
): Promise<ContractPlan[]> {
  const changing = plans.filter((plan) => plan.present && isChange(plan) && refusalOf(plan) === null);
  const texts = await presentTexts(
    db,
    changing.map(({ incoming }) => incoming.id),
  );
  return plans.map((plan) => {
    const text = changing.includes(plan) ? texts.get(plan.incoming.id) : undefined;
    return text ? { ...plan, problem: problemWith(text, plan.incoming.contract) } : plan;
  });
}

function problemWith(text: DocumentSource, next: ParsedContract): DomainError | null {
  const present = readContractText(text);
  if (announcesBreak(present, next)) return null;
  const breaks = compareContracts(present, next).filter(({ isBreaking }) => isBreaking);
  return breaks.length === 0 ? null : refusal(present.version, breaks);
}

/** A text that was registered once is not judged again, only read. */
export function readContractText(text: DocumentSource): ParsedContract {
  const value = valueOf(text);
  return toContract(text.id, isFields(value) ? value : {});
}

const SHOWN_MAX = 100;

function refusal(version: string | null, breaks: readonly ContractChange[]): DomainError {
  const promised = version === null ? "what was promised" : `what version ${version} promises`;
  return invalid(
    `This breaks ${promised}, and its version does not say so. Raise the major version, or take the changes back.`,
    breaks
      .slice(0, SHOWN_MAX)
      .map(({ pointer, subject, what }) => ({ pointer, detail: `${subject} ${what}.` })),
  );
}
