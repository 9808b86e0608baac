import "server-only";

import { z } from "zod";

import { fromCursor, Paging, toCursor } from "@/lib/catalog";
import { type Actor, allow, teamIdsOf } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { query } from "@/lib/platform/operation";

import { toSummaries } from "../answers";
import { AgreementPage, AgreementStatus } from "../model";
import { agreementsOf } from "../policy/agreements";
import { agreementsWith, listAgreementRows, liveAgreements } from "../store/agreement-views";
import { teamIdsNaming } from "../store/targets";

const Position = z.object({ endsAt: z.iso.datetime(), id: z.string() });

export const listAgreements = query({
  name: "access.listAgreements",
  summary: "List agreements by their end: what the asker holds, or all that the asker may see.",
  input: z.object({
    view: z.enum(["mine", "all"]).default("all"),
    productId: z.string().optional(),
    portId: z.string().optional(),
    /** Of either side. */
    teamId: z.string().optional(),
    status: AgreementStatus.optional(),
    /** due: somebody has to look at it again. overdue: nobody did in time. */
    review: z.enum(["due", "overdue"]).optional(),
    ...Paging,
  }),
  output: AgreementPage,
  load: () => null,
  allow: () => allow,
  async run({ db, actor, now }, { view, cursor, limit, ...given }) {
    const after = cursor == null ? null : fromCursor(Position, cursor);
    const rows = await listAgreementRows(db, {
      actor,
      where: { AND: [view === "mine" ? await heldBy(db, actor) : {}, ...conditions(given, now)] },
      order: endsFirst(given) ? "soonest" : "latest",
      after: after && { endsAt: new Date(after.endsAt), id: after.id },
      take: limit,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await toSummaries({ db, actor, now }, shown),
      nextCursor:
        rows.length > limit && last ? toCursor({ endsAt: last.endsAt.toISOString(), id: last.id }) : null,
    };
  },
});

type Given = {
  productId?: string | undefined;
  portId?: string | undefined;
  teamId?: string | undefined;
  status?: AgreementStatus | undefined;
  review?: "due" | "overdue" | undefined;
};

function conditions({ productId, portId, teamId, status, review }: Given, now: Date) {
  return [
    productId === undefined ? {} : { productId },
    portId === undefined ? {} : { portId },
    teamId === undefined ? {} : { OR: [{ providerTeamId: teamId }, { consumerTeamId: teamId }] },
    status === undefined ? {} : agreementsWith(status, now),
    review === undefined ? {} : { AND: [liveAgreements(now), { reviewReason: { not: null } }] },
    review === "overdue" ? { reviewDueAt: { lte: now } } : {},
  ];
}

/** What is still to come is read from the nearest end on, what is over from the newest. */
const endsFirst = ({ status, review }: Given): boolean =>
  review !== undefined || status === "active" || status === "upcoming";

/** A person belongs to the teams that name them; a key acts for its team and those below. */
async function heldBy(db: Db, actor: Actor) {
  const teamIds = actor.email === null ? teamIdsOf(actor) : await teamIdsNaming(db, actor.email);
  return agreementsOf(actor, teamIds);
}
