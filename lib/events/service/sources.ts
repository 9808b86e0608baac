import "server-only";

import { z } from "zod";

import { findTeam } from "@/lib/identity";
import { allow } from "@/lib/platform/actor";
import { decrypt, encrypt, randomKey } from "@/lib/platform/crypto";
import { env } from "@/lib/platform/env";
import { invalid } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { command, query, type Scope } from "@/lib/platform/operation";

import { SignatureScheme, SourceWithSecret, WebhookSource } from "../model";
import { canManageSources } from "../policy";
import { ROTATION_HOURS } from "../rules";
import {
  deleteFormerSecrets,
  getSourceRow,
  insertSecret,
  insertSource,
  listSourceRows,
  retireSecrets,
  toSource,
  updateSource,
} from "../store/sources";

const HOUR_MS = 3_600_000;
const Id = z.object({ id: z.string() });

export const createSource = command({
  name: "events.createSource",
  summary: "Create a webhook source for a team; its secret is shown this once.",
  input: z.object({ name: z.string().trim().min(1).max(200), scheme: SignatureScheme, teamId: z.string() }),
  output: SourceWithSecret,
  async load({ db }, { teamId }) {
    if (await findTeam(db, teamId)) return { teamId };
    const detail = `The team ${teamId} does not exist.`;
    throw invalid(detail, [{ pointer: "#/teamId", detail }]);
  },
  allow: canManageSources,
  async run(scope, { name, scheme, teamId }) {
    const { db, actor, now, record } = scope;
    const id = newId("whs");
    await insertSource(db, { id, name, scheme, teamId, createdBy: actor.id, createdAt: now });
    const secret = await addSecret(scope, id, scheme);
    record({ subjectId: id, detail: { name, scheme, teamId } });
    return { ...(await read(scope, id)), secret };
  },
});

export const rotateSecret = command({
  name: "events.rotateSecret",
  summary: "Give a webhook source a new secret; the present one is accepted for another 24 hours.",
  input: Id,
  output: SourceWithSecret,
  load: ({ db, actor }, { id }) => getSourceRow(db, actor, id),
  allow: canManageSources,
  async run(scope, { id }, source) {
    const { db, now, record } = scope;
    await updateSource(db, source);
    await retireSecrets(db, id, new Date(now.getTime() + ROTATION_HOURS * HOUR_MS));
    const secret = await addSecret(scope, id, SignatureScheme.parse(source.scheme));
    record({ subjectId: id, detail: { name: source.name } });
    return { ...(await read(scope, id)), secret };
  },
});

export const revokeFormerSecret = command({
  name: "events.revokeFormerSecret",
  summary: "Stop accepting the former secret of a webhook source at once.",
  input: Id,
  output: WebhookSource,
  load: ({ db, actor }, { id }) => getSourceRow(db, actor, id),
  allow: canManageSources,
  async run(scope, { id }, source) {
    const dropped = await deleteFormerSecrets(scope.db, id);
    if (dropped === 0) scope.nothingChanged();
    else await updateSource(scope.db, source);
    return read(scope, id);
  },
});

export const disableSource = command({
  name: "events.disableSource",
  summary: "Accept no more messages of a webhook source.",
  input: Id,
  output: WebhookSource,
  load: ({ db, actor }, { id }) => getSourceRow(db, actor, id),
  allow: canManageSources,
  async run(scope, { id }, source) {
    if (source.disabledAt) scope.nothingChanged();
    else await updateSource(scope.db, source, { disabledAt: scope.now });
    return read(scope, id);
  },
});

export const enableSource = command({
  name: "events.enableSource",
  summary: "Accept messages of a webhook source again.",
  input: Id,
  output: WebhookSource,
  load: ({ db, actor }, { id }) => getSourceRow(db, actor, id),
  allow: canManageSources,
  async run(scope, { id }, source) {
    if (source.disabledAt) await updateSource(scope.db, source, { disabledAt: null });
    else scope.nothingChanged();
    return read(scope, id);
  },
});

export const getSource = query({
  name: "events.getSource",
  summary: "Read a webhook source.",
  input: Id,
  output: WebhookSource,
  load: ({ db, actor }, { id }) => getSourceRow(db, actor, id),
  allow: () => allow,
  run: ({ now }, _input, source) => toSource(source, now),
});

export const listSources = query({
  name: "events.listSources",
  summary: "List the webhook sources that the person may see, newest first.",
  input: z.object({ teamId: z.string().optional() }),
  output: z.array(WebhookSource),
  load: ({ db, actor }, { teamId = null }) => listSourceRows(db, actor, teamId),
  allow: () => allow,
  run: ({ now }, _input, sources) => sources.map((source) => toSource(source, now)),
});

const read = async ({ db, actor, now }: Scope, id: string): Promise<WebhookSource> =>
  toSource(await getSourceRow(db, actor, id), now);

async function addSecret({ db, now }: Scope, sourceId: string, scheme: SignatureScheme): Promise<string> {
  const id = newId("whk");
  const secret = newSecret(scheme);
  await insertSecret(db, {
    ...{ id, sourceId, createdAt: now },
    ciphertext: encrypt(env().secret, secret, sealOf(id)),
  });
  return secret;
}

/** Standard Webhooks wants 24 to 64 bytes behind `whsec_`; GitHub takes any text. */
function newSecret(scheme: SignatureScheme): string {
  return scheme === "github" ? randomKey().toString("hex") : `whsec_${randomKey().toString("base64")}`;
}

/** A sealed secret opens only as what it is: copied to another row, it is worth nothing. */
const sealOf = (secretId: string): string => `webhook secret ${secretId}`;

export const openSecret = ({ id, ciphertext }: { id: string; ciphertext: string }): string =>
  decrypt(env().secret, ciphertext, sealOf(id));
