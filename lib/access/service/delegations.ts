import "server-only";

import { z } from "zod";

import { peopleByIds } from "@/lib/identity";
import type { Db } from "@/lib/platform/db/client";
import { invalid } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { command, query } from "@/lib/platform/operation";

import { Delegation } from "../model";
import { canDelegate, canEndDelegation } from "../policy/requests";
import {
  type DelegationRow,
  delegationsOf,
  endDelegationRow,
  getDelegationRow,
  insertDelegation,
} from "../store/delegations";
import { findAccount } from "../store/targets";
import { Moment, OptionalNote } from "./inputs";

export const delegateDecisions = command({
  name: "access.delegateDecisions",
  summary: "Let another person decide on access requests for you while you are away.",
  input: z.object({ toUserId: z.string(), startsAt: Moment, endsAt: Moment, note: OptionalNote }),
  output: Delegation,
  load: () => null,
  allow: canDelegate,
  async run({ db, actor, now, record }, { toUserId, startsAt, endsAt, note }) {
    refusePeriod(startsAt, endsAt, now);
    const to = await findAccount(db, toUserId);
    if (to === null) throw refused("toUserId", "This person has no account, or it is deactivated.");
    if (to.id === actor.id) throw refused("toUserId", "You cannot stand in for yourself.");
    const ids = { id: newId("dlg"), fromId: actor.id, toId: to.id };
    const row = await insertDelegation(db, { ...ids, startsAt, endsAt, note, createdAt: now });
    const period = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    record({ subjectId: row.id, detail: { toId: to.id, ...period } });
    return toDelegation(db, row);
  },
});

const refused = (field: string, detail: string) => invalid(detail, [{ pointer: `#/${field}`, detail }]);

const LONGEST_MS = 366 * 86_400_000;

function refusePeriod(startsAt: Date, endsAt: Date, now: Date): void {
  if (endsAt <= startsAt) throw refused("endsAt", "The end must come after the start.");
  if (endsAt <= now) throw refused("endsAt", "The end lies in the past.");
  if (endsAt.getTime() - Math.max(startsAt.getTime(), now.getTime()) > LONGEST_MS)
    throw refused("endsAt", "Decisions are handed over for a year at most.");
}

export const endDelegation = command({
  name: "access.endDelegation",
  summary: "Take your decisions back before the time that was set.",
  input: z.object({ id: z.string() }),
  output: Delegation,
  load: ({ db, actor }, { id }) => getDelegationRow(db, actor, id),
  allow: canEndDelegation,
  async run({ db, now, nothingChanged }, { id }, row) {
    if (!(await endDelegationRow(db, id, now))) nothingChanged();
    return toDelegation(db, row);
  },
});

export const listDelegations = query({
  name: "access.listDelegations",
  summary: "List for whom you decide and who decides for you, now or later.",
  input: z.object({}),
  output: z.array(Delegation),
  load: () => null,
  allow: canDelegate,
  async run({ db, actor, now }) {
    return toDelegations(db, await delegationsOf(db, actor.id, now));
  },
});

async function toDelegation(db: Db, row: DelegationRow): Promise<Delegation> {
  const [delegation] = await toDelegations(db, [row]);
  return Delegation.parse(delegation);
}

async function toDelegations(db: Db, rows: readonly DelegationRow[]): Promise<Delegation[]> {
  const people = await peopleByIds(
    db,
    rows.flatMap(({ fromId, toId }) => [fromId, toId]),
  );
  const personOf = (id: string) => people.get(id) ?? { id, email: "", name: "A former member" };
  return rows.map(({ id, fromId, toId, startsAt, endsAt, note }) => ({
    ...{ id, from: personOf(fromId), to: personOf(toId), note },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  }));
}
