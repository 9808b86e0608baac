import "server-only";

import { z } from "zod";

import {
  DocumentFilter,
  DocumentPage,
  DOCUMENTS_PER_PAGE,
  fromCursor,
  orderOf,
  Paging,
  teamsWithin,
  toCursor,
  wordsOf,
} from "@/lib/catalog";
import { allow } from "@/lib/platform/actor";
import { query } from "@/lib/platform/operation";

import { ContractPage } from "../model";
import { presentTexts } from "../store/versions";
import { type ContractFilter, listIds, listIdsAfter, unprotectedByIds } from "../store/views";
import { withOwners } from "./get-contract";

const Position = z.object({ id: z.string() });

export const listContracts = query({
  name: "contracts.listContracts",
  summary: "List data contracts by id: all, those of a team, or those of a team and all teams below it.",
  input: z.object({
    teamId: z.string().optional(),
    /** A domain or team, with everything below it. */
    within: z.string().optional(),
    ...Paging,
  }),
  output: ContractPage,
  load: () => null,
  allow: () => allow,
  async run({ db, actor }, { teamId, within, cursor, limit }) {
    const teamIds = await teamsWithin(db, {
      ...(teamId !== undefined && { teamId: [teamId] }),
      ...(within !== undefined && { domainId: [within] }),
    });
    const after = cursor ? fromCursor(Position, cursor).id : "";
    const filter = teamIds ? { teamIds } : {};
    const ids = await listIdsAfter(db, actor, { filter, after, take: limit + 1 });
    const shown = ids.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await withOwners(db, await unprotectedByIds(db, shown)),
      nextCursor: ids.length > limit && last !== undefined ? toCursor({ id: last }) : null,
    };
  },
});

export const listContractDocuments = query({
  name: "contracts.listContractDocuments",
  summary: "List the documents of data contracts as they were registered, by pages of 1000.",
  input: z.object({
    ...DocumentFilter,
    /** Older names of `teamId` and `domainId`. */
    owner: DocumentFilter.teamId,
    domain: DocumentFilter.domainId,
  }),
  output: DocumentPage,
  load: () => null,
  allow: () => allow,
  async run({ db, actor }, { p, sort, q, status, tag, teamId, owner, domainId, domain }) {
    const teamIds = await teamsWithin(db, { teamId: teamId ?? owner, domainId: domainId ?? domain });
    const filter: ContractFilter = {
      ...(teamIds && { teamIds }),
      ...(tag && { tags: tag }),
      ...(status !== undefined && { status }),
      ...(q !== undefined && { words: wordsOf(q) }),
    };
    const place = { order: orderOf(sort), skip: p * DOCUMENTS_PER_PAGE, take: DOCUMENTS_PER_PAGE + 1 };
    const ids = await listIds(db, actor, { filter, ...place });
    const shown = ids.slice(0, DOCUMENTS_PER_PAGE);
    const texts = await presentTexts(db, shown);
    return { items: shown.flatMap((id) => texts.get(id) ?? []), hasMore: ids.length > DOCUMENTS_PER_PAGE };
  },
});
