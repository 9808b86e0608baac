import "server-only";

import { z } from "zod";

import { actorKey, displayNames, findTeam } from "@/lib/identity";
import { allow } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { query } from "@/lib/platform/operation";

import { DataProduct, DocumentSource, RevisionNumber } from "../model";
import { canEditProduct } from "../policy";
import { textsOfVersions } from "../store/versions";
import { getVisible, warningsOf } from "../store/views";
import { textOfVersion } from "./versions";

export const getProduct = query({
  name: "catalog.getProduct",
  summary: "Get a data product with its ports.",
  input: z.object({ id: z.string() }),
  output: DataProduct,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  async run({ db, actor }, { id }, { ownerTeamId, visibilitySetBy, createdAt, updatedAt, ...product }) {
    const edit = canEditProduct(actor, { ownerTeamId });
    const [place, warnings, setBy] = await Promise.all([
      findTeam(db, ownerTeamId),
      edit.allowed ? warningsOf(db, id) : [],
      nameOf(db, visibilitySetBy),
    ]);
    return {
      ...product,
      ownerTeam: { id: ownerTeamId, name: place?.name ?? ownerTeamId },
      domain: place?.domain ?? null,
      visibilitySetBy: setBy,
      warnings,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      permissions: { edit },
    };
  },
});

const Kind = z.enum(["user", "key", "webhook", "job"]);

async function nameOf(db: Db, key: string | null): Promise<string | null> {
  if (key === null) return null;
  const [kind, ...id] = key.split(":");
  const actor = { kind: Kind.parse(kind), id: id.join(":") };
  return (await displayNames(db, [actor])).get(actorKey(actor)) ?? null;
}

export const getProductSource = query({
  name: "catalog.getProductSource",
  summary:
    "Get the document of a data product exactly as it was registered, of the present or of an older version.",
  input: z.object({ id: z.string(), revision: RevisionNumber.optional() }),
  output: DocumentSource,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  run: ({ db }, { id, revision }, present) =>
    textOfVersion(id, revision ?? present.revision, (revisions) => textsOfVersions(db, id, revisions)),
});
