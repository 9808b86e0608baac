import "server-only";

import { listAgreements } from "@/lib/access";
import type { AgreementStatus, AgreementSummary } from "@/lib/access/model";
import { page } from "@/lib/transport/page";

const PAGE = 100;
const PAGES_MAX = 10;

type Which = { productId: string; portId?: string; status: AgreementStatus };

/** Every agreement of a product or port in one status, as far as one page of the portal can show them. */
export async function everyAgreement(which: Which): Promise<AgreementSummary[]> {
  const all: AgreementSummary[] = [];
  let cursor: string | null = null;
  for (let read = 0; read < PAGES_MAX; read++) {
    const { items, nextCursor }: { items: AgreementSummary[]; nextCursor: string | null } = await page(
      listAgreements,
      { view: "all", limit: PAGE, ...which, ...(cursor !== null && { cursor }) },
    );
    all.push(...items);
    if (nextCursor === null) return all;
    cursor = nextCursor;
  }
  return all;
}

/** What is in force or will be, the first to end first. */
export async function liveAgreements(which: Omit<Which, "status">): Promise<AgreementSummary[]> {
  const [active, upcoming] = await Promise.all([
    everyAgreement({ ...which, status: "active" }),
    everyAgreement({ ...which, status: "upcoming" }),
  ]);
  return [...active, ...upcoming];
}
