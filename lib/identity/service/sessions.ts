import "server-only";

import { z } from "zod";

import { command, query } from "@/lib/platform/operation";

import { Session } from "../model";
import { canActForThePortal, canRevokeSession, canUseOwnAccount } from "../policy";
import { getSession, getSessionOwner, listActiveSessions, revokeSessions } from "../store/sessions";

export const listMySessions = query({
  name: "identity.listMySessions",
  summary: "List the places where the person is signed in, the most recently used first.",
  input: z.object({}),
  output: z.array(Session),
  load: () => null,
  allow: canUseOwnAccount,
  run: ({ db, actor, now }) =>
    listActiveSessions(db, { userId: actor.id, currentId: actor.sessionId ?? null, now }),
});

export const revokeSession = command({
  name: "identity.revokeSession",
  summary: "End one session: whoever uses it has to sign in again.",
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  load: ({ db, actor }, { id }) => getSession(db, actor, id),
  allow: canRevokeSession,
  async run({ db, now, nothingChanged }, { id }) {
    if ((await revokeSessions(db, { id }, now)) === 0) nothingChanged();
    return { id };
  },
});

export const revokeAllSessions = command({
  name: "identity.revokeAllSessions",
  summary: "End every other session of the signed-in person, or all sessions of another one.",
  input: z.object({ userId: z.string().optional() }),
  output: z.object({ id: z.string(), ended: z.number().int() }),
  load: (scope, input) => ({ userId: input.userId ?? scope.actor.id }),
  allow: canRevokeSession,
  async run({ db, actor, now, nothingChanged }, _input, { userId }) {
    const except = userId === actor.id ? (actor.sessionId ?? null) : null;
    const ended = await revokeSessions(db, { userId, except }, now);
    if (ended === 0) nothingChanged();
    return { id: userId, ended };
  },
});

export const endSession = command({
  name: "identity.endSession",
  summary: "End the session of a person who signs out.",
  input: z.object({ id: z.string() }),
  output: z.object({ id: z.string() }),
  load: ({ db }, { id }) => getSessionOwner(db, id),
  allow: canActForThePortal,
  async run({ db, now, record, nothingChanged }, { id }, { userId }) {
    if ((await revokeSessions(db, { id }, now)) === 0) nothingChanged();
    else record({ subjectId: userId, detail: { sessionId: id } });
    return { id };
  },
});
