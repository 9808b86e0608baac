import "server-only";

import { z } from "zod";

import { compareVersions, DiffInput, pageOfVersions, Paging } from "@/lib/catalog";
import { VersionDiff, VersionPage } from "@/lib/catalog/model";
import { allow } from "@/lib/platform/actor";
import { query } from "@/lib/platform/operation";

import { listVersionRows, textsOfVersions } from "../store/versions";
import { getVisible } from "../store/views";

export const listContractVersions = query({
  name: "contracts.listContractVersions",
  summary: "List the versions of a data contract, newest first.",
  input: z.object({ id: z.string(), ...Paging }),
  output: VersionPage,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  run: ({ db }, { id, ...paging }) =>
    pageOfVersions(db, paging, (before, take) => listVersionRows(db, id, { before, take })),
});

export const diffContractVersions = query({
  name: "contracts.diffContractVersions",
  summary: "Compare two versions of a data contract: what changed in the document, and in which lines.",
  input: DiffInput,
  output: VersionDiff,
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  run: ({ db }, input) => compareVersions(db, input, (revisions) => textsOfVersions(db, input.id, revisions)),
});
