import { randomUUID } from "node:crypto";

import { sha256 } from "@/lib/platform/crypto";
import type { Db } from "@/lib/platform/db/client";
import type { Prisma } from "@/lib/platform/db/generated/client";

const short = () => randomUUID().slice(0, 8);

type TeamOver = {
  id?: string;
  name?: string;
  type?: string;
  parentId?: string | null;
  /** E-mail addresses and roles. */
  members?: Record<string, string>;
};

/** A registered team, as a minimal document would make it. */
export async function aTeam(db: Db, over: TeamOver = {}) {
  const id = over.id ?? `team-${short()}`;
  const { name = `Team ${id}`, type = "Team", parentId = null, members = {} } = over;
  const people = Object.entries(members).map(([emailAddress, role]) => ({ emailAddress, role }));
  const at = new Date("2026-01-01T00:00:00Z");
  const team = await db.team.create({
    data: {
      ...{ id, name, type, parentId, tags: [], links: {}, custom: {}, createdAt: at, updatedAt: at },
      document: { id, name, type, parent: parentId, members: people },
    },
  });
  await db.teamMember.createMany({
    data: Object.entries(members).map(([email, role]) => ({ teamId: id, email, role, source: "document" })),
  });
  return team;
}

type UserOver = Partial<Omit<Prisma.UserUncheckedCreateInput, "sessions">>;

/** A person with an account. */
export async function aPerson(db: Db, over: UserOver = {}) {
  const id = over.id ?? `usr_${short()}`;
  return db.user.create({
    data: {
      ...{
        id,
        email: `${id}@example.org`,
        name: `Person ${id}`,
        createdAt: new Date("2026-01-01T00:00:00Z"),
      },
      ...over,
    },
  });
}

type SessionOver = Partial<Prisma.SessionUncheckedCreateInput> & { userId: string };

/** A session that counts until the year 2100. */
export async function aSession(db: Db, over: SessionOver) {
  const at = new Date("2026-01-01T00:00:00Z");
  return db.session.create({
    data: {
      ...{ id: `ses_${randomUUID()}`, provider: "oidc", createdAt: at, lastSeenAt: at },
      ...{ expiresAt: new Date("2100-01-01T00:00:00Z"), ...over },
    },
  });
}

type KeyOver = Partial<Omit<Prisma.ApiKeyUncheckedCreateInput, "secretHash" | "hint">>;

/** A key of the organisation that may write, or of the team that is given; with its secret. */
export async function anApiKey(db: Db, over: KeyOver = {}) {
  const secret = `trl_${randomUUID().replaceAll("-", "")}`;
  const secretHash = sha256(secret);
  const { id } = await db.apiKey.create({
    data: {
      ...{ id: `key_${short()}`, name: "CI", hint: secret.slice(0, 8), secretHash, access: "write" },
      ...{ scope: over.teamId ? "team" : "organization", createdBy: "Test person" },
      ...{ createdAt: new Date("2026-01-01T00:00:00Z"), ...over },
    },
    select: { id: true },
  });
  return { id, secret, secretHash };
}
