import "server-only";

import { z } from "zod";

import { changeOf } from "@/lib/platform/audit";
import { env } from "@/lib/platform/env";
import { conflict } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { command, query, type Scope } from "@/lib/platform/operation";

import type { UserChanged } from "../events";
import { EmailAddress, OrgRole, User } from "../model";
import { canActForThePortal, canManagePeople, canUseOwnAccount } from "../policy";
import { groupsDecideRole, normalizeEmail } from "../rules";
import { revokeSessions } from "../store/sessions";
import {
  findUserByEmail,
  getUserRow,
  insertUser,
  listUserRows,
  lockActiveAdmins,
  toUsers,
  updateUser,
  type UserRow,
} from "../store/users";

async function toUser(db: Scope["db"], row: UserRow): Promise<User> {
  const [user] = await toUsers(db, [row]);
  return User.parse(user);
}

export const getMe = query({
  name: "identity.getMe",
  summary: "Get the account of the signed-in person with the teams they belong to.",
  input: z.object({}),
  output: User,
  load: () => null,
  allow: canUseOwnAccount,
  run: async ({ db, actor }) => toUser(db, await getUserRow(db, actor, actor.id)),
});

export const getUser = query({
  name: "identity.getUser",
  summary: "Get a person's account with the teams they belong to.",
  input: z.object({ id: z.string() }),
  output: User,
  load: ({ db, actor }, { id }) => getUserRow(db, actor, id),
  allow: canUseOwnAccount,
  run: ({ db }, _input, row) => toUser(db, row),
});

export const enterAdministration = query({
  name: "identity.enterAdministration",
  summary: "Let an administrator into the administration, and nobody else.",
  input: z.object({}),
  output: z.object({}),
  load: () => null,
  allow: canManagePeople,
  run: () => ({}),
});

const PAGE_SIZE = 50;

export const listUsers = query({
  name: "identity.listUsers",
  summary: "List people's accounts in the order of their e-mail addresses, 50 at a time.",
  input: z.object({ q: z.string().trim().max(200).optional(), cursor: z.string().max(320).optional() }),
  output: z.object({ items: z.array(User), nextCursor: z.string().nullable() }),
  load: () => null,
  allow: canManagePeople,
  async run({ db }, { q, cursor }) {
    const rows = await listUserRows(db, { text: q ?? null, after: cursor ?? null, take: PAGE_SIZE + 1 });
    const items = await toUsers(db, rows.slice(0, PAGE_SIZE));
    return { items, nextCursor: rows.length > PAGE_SIZE ? (items.at(-1)?.email ?? null) : null };
  },
});

export const updateProfile = command({
  name: "identity.updateProfile",
  summary: "Change one's own name and title.",
  input: z.object({ name: z.string().trim().min(1).max(200), title: z.string().trim().max(200) }),
  output: User,
  load: () => null,
  allow: canUseOwnAccount,
  async run({ db, actor, record, nothingChanged }, { name, title: given }) {
    const former = await getUserRow(db, actor, actor.id);
    const title = given === "" ? null : given;
    if (former.name === name && former.title === title) nothingChanged();
    else {
      const detail = changeOf({ name: former.name, title: former.title }, { name, title });
      record({ subjectId: actor.id, detail });
    }
    return toUser(db, await updateUser(db, actor.id, { name, title }));
  },
});

export const setOrgRole = command({
  name: "identity.setOrgRole",
  summary: "Give a person a role in the organisation: member, governance or admin.",
  input: z.object({ id: z.string(), orgRole: OrgRole }),
  output: User,
  load: ({ db, actor }, { id }) => getUserRow(db, actor, id),
  allow: canManagePeople,
  async run({ db, record, nothingChanged }, { id, orgRole }, row) {
    const { oidc } = env();
    if (oidc && groupsDecideRole(oidc) && row.issuer !== null)
      throw conflict("The identity provider's groups decide this person's role. Change the groups there.");
    if (orgRole !== "admin") await keepOneAdmin(db, id);
    if (row.orgRole === orgRole) nothingChanged();
    else record({ subjectId: id, detail: changeOf({ orgRole: row.orgRole }, { orgRole }) });
    return toUser(db, await updateUser(db, id, { orgRole }));
  },
});

/** Without an administrator nobody could ever make one again. */
async function keepOneAdmin(db: Scope["db"], leavingId: string): Promise<void> {
  const admins = await lockActiveAdmins(db);
  if (admins.length === 1 && admins[0] === leavingId)
    throw conflict("This is the last administrator. Make somebody else an administrator first.");
}

export const deactivateUser = command({
  name: "identity.deactivateUser",
  summary: "Deactivate a person: their sessions end and they cannot sign in.",
  input: z.object({ id: z.string() }),
  output: User,
  load: ({ db, actor }, { id }) => getUserRow(db, actor, id),
  allow: canManagePeople,
  async run({ db, now, emit, record, nothingChanged }, { id }, row) {
    if (row.deactivatedAt !== null) {
      nothingChanged();
      return toUser(db, row);
    }
    await keepOneAdmin(db, id);
    await revokeSessions(db, { userId: id, except: null }, now);
    emit({
      type: "identity.user.deactivated",
      subject: id,
      payload: { email: row.email } satisfies UserChanged,
      audience: { teamIds: [], userIds: [id] },
    });
    record({
      subjectId: id,
      detail: changeOf({ deactivatedAt: null }, { deactivatedAt: now.toISOString() }),
    });
    return toUser(db, await updateUser(db, id, { deactivatedAt: now }));
  },
});

export const reactivateUser = command({
  name: "identity.reactivateUser",
  summary: "Let a deactivated person sign in again.",
  input: z.object({ id: z.string() }),
  output: User,
  load: ({ db, actor }, { id }) => getUserRow(db, actor, id),
  allow: canManagePeople,
  async run({ db, emit, record, nothingChanged }, { id }, row) {
    if (row.deactivatedAt === null) {
      nothingChanged();
      return toUser(db, row);
    }
    emit({
      type: "identity.user.reactivated",
      subject: id,
      payload: { email: row.email } satisfies UserChanged,
      audience: { teamIds: [], userIds: [id] },
    });
    const detail = changeOf({ deactivatedAt: row.deactivatedAt.toISOString() }, { deactivatedAt: null });
    record({ subjectId: id, detail });
    return toUser(db, await updateUser(db, id, { deactivatedAt: null }));
  },
});

export const unlinkUser = command({
  name: "identity.unlinkUser",
  summary:
    "Forget which identity at the provider an account belongs to; the next sign-in with its e-mail takes it.",
  input: z.object({ id: z.string() }),
  output: User,
  load: ({ db, actor }, { id }) => getUserRow(db, actor, id),
  allow: canManagePeople,
  async run({ db, now, record, nothingChanged }, { id }, row) {
    const { issuer, subject } = row;
    if (issuer === null) {
      nothingChanged();
      return toUser(db, row);
    }
    await revokeSessions(db, { userId: id, except: null }, now);
    record({ subjectId: id, detail: changeOf({ issuer, subject }, { issuer: null, subject: null }) });
    return toUser(db, await updateUser(db, id, { issuer: null, subject: null }));
  },
});

export const addDemoPerson = command({
  name: "identity.addDemoPerson",
  summary: "Add a person of the demo mesh, who may be picked at sign-in while the demo is on.",
  input: z.object({
    email: EmailAddress,
    name: z.string().trim().min(1).max(200),
    title: z.string().trim().max(200).nullable(),
    orgRole: OrgRole,
  }),
  output: z.object({ id: z.string() }),
  load: () => null,
  allow: canActForThePortal,
  async run({ db, now, nothingChanged }, { email: given, ...person }) {
    const email = normalizeEmail(given);
    const existing = await findUserByEmail(db, email);
    if (existing && !existing.demo) throw conflict(`The account ${email} belongs to a real person.`);
    if (existing) {
      nothingChanged();
      return { id: existing.id };
    }
    const { id } = await insertUser(db, { id: newId("usr"), email, ...person, demo: true, createdAt: now });
    return { id };
  },
});
