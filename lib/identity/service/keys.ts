import "server-only";

import { z } from "zod";

import { changeOf } from "@/lib/platform/audit";
import { randomSecret, sha256 } from "@/lib/platform/crypto";
import { invalid } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { command, query } from "@/lib/platform/operation";

import { ApiKey, ApiKeyWithSecret, ExternalId, KeyAccess, KeyScope } from "../model";
import { canActForThePortal, canListKeys, canManageKey } from "../policy";
import { lastMomentOf } from "../rules";
import { getKey, insertKey, insertKeyOnce, listKeys, revokeKey, toModel } from "../store/keys";
import { teamsWithAncestors } from "../store/teams";

/** A form sends an empty field where a program sends nothing. */
const orNull = <S extends z.ZodType>(schema: S) =>
  z.union([z.literal("").transform(() => null), schema, z.null()]).default(null);

export const createApiKey = command({
  name: "identity.createApiKey",
  summary: "Create an API key of the organisation or of a team; its secret is shown this once.",
  input: z.object({
    name: z.string().trim().min(1).max(200),
    scope: KeyScope,
    access: KeyAccess,
    teamId: orNull(ExternalId),
    /** A date counts to the end of that day in UTC. */
    expiresAt: orNull(z.union([z.iso.date(), z.iso.datetime({ offset: true })])),
  }),
  output: ApiKeyWithSecret,
  async load({ db }, { scope, teamId }) {
    const problem = await teamProblem(db, scope, teamId);
    if (problem) throw invalid(problem, [{ pointer: "#/teamId", detail: problem }]);
    return { scope, teamId };
  },
  allow: canManageKey,
  async run({ db, actor, now, record }, { name, scope, access, expiresAt: until }, { teamId }) {
    const expiresAt = until === null ? null : lastMomentOf(until);
    if (expiresAt !== null && expiresAt <= now) {
      const detail = "The key would have expired already.";
      throw invalid(detail, [{ pointer: "#/expiresAt", detail }]);
    }
    const secret = `trl_${randomSecret(32)}`;
    const key = await insertKey(db, {
      ...{ id: newId("key"), name, scope, access, teamId, expiresAt },
      ...{ hint: secret.slice(0, 8), secretHash: sha256(secret), createdBy: actor.id, createdAt: now },
    });
    const after = { name, scope, access, teamId, expiresAt: key.expiresAt };
    record({ subjectId: key.id, detail: changeOf(null, after) });
    return { ...key, secret };
  },
});

async function teamProblem(
  db: Parameters<typeof teamsWithAncestors>[0],
  scope: KeyScope,
  teamId: string | null,
): Promise<string | null> {
  if (scope === "organization") return teamId === null ? null : "A key of the organisation has no team.";
  if (teamId === null) return "Choose the team that the key belongs to.";
  return (await teamsWithAncestors(db, [teamId])).has(teamId) ? null : `The team ${teamId} does not exist.`;
}

export const revokeApiKey = command({
  name: "identity.revokeApiKey",
  summary: "Revoke an API key: from now on it is refused.",
  input: z.object({ id: z.string() }),
  output: ApiKey,
  load: ({ db, actor }, { id }) => getKey(db, actor, id),
  allow: canManageKey,
  async run({ db, actor, now, record, nothingChanged }, { id }, { name, scope, access, teamId }) {
    const change = changeOf({ revokedAt: null }, { revokedAt: now.toISOString() });
    if (await revokeKey(db, id, now))
      record({ subjectId: id, detail: { name, scope, access, teamId, ...change } });
    else nothingChanged();
    return toModel(db, await getKey(db, actor, id));
  },
});

export const listApiKeys = query({
  name: "identity.listApiKeys",
  summary: "List the API keys that the person may manage, newest first, without their secrets.",
  input: z.object({ teamId: z.string().optional() }),
  output: z.array(ApiKey),
  load: () => null,
  allow: canListKeys,
  run: ({ db, actor }, { teamId }) => listKeys(db, actor, teamId ?? null),
});

const BOOTSTRAP_KEY_ID = "key_bootstrap";

export const createBootstrapKey = command({
  name: "identity.createBootstrapKey",
  summary:
    "Create, once in the life of an installation, the organisation's write key that its configuration names.",
  input: z.object({ secret: z.string().min(24).max(512) }),
  output: z.object({ id: z.string(), isNew: z.boolean() }),
  load: () => null,
  allow: canActForThePortal,
  async run({ db, now, nothingChanged }, { secret }) {
    const isNew = await insertKeyOnce(db, {
      ...{
        id: BOOTSTRAP_KEY_ID,
        name: "Bootstrap key",
        scope: "organization",
        access: "write",
        teamId: null,
      },
      // The secret is chosen by a person and may be short: the hint gives little of it away.
      ...{ hint: secret.slice(0, 4), secretHash: sha256(secret), createdBy: "configuration" },
      ...{ createdAt: now, expiresAt: null },
    });
    if (!isNew) nothingChanged();
    return { id: BOOTSTRAP_KEY_ID, isNew };
  },
});
