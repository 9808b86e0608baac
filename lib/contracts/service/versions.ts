import "server-only";

import { z } from "zod";

import { compareVersions, DiffInput, pageOfVersions, Paging } from "@/lib/catalog";
import { VersionDiff, VersionPage } from "@/lib/catalog/model";
import { allow } from "@/lib/platform/actor";
import { query } from "@/lib/platform/operation";

import { ContractChange } from "../model";
import { compareContracts } from "../rules/compatibility/compare";
import { listVersionRows, textsOfVersions } from "../store/versions";
import { getVisible } from "../store/views";
import { readContractText } from "./refuse-break";

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
  output: VersionDiff.extend({ meaning: z.array(ContractChange) }),
  load: ({ db, actor }, { id }) => getVisible(db, actor, id),
  allow: () => allow,
  async run({ db }, input) {
    const earlier = input.from ?? input.to - 1;
    const texts = await textsOfVersions(db, input.id, [earlier, input.to]);
    const diff = await compareVersions(db, input, () => Promise.resolve(texts));
    const [before, after] = [texts.get(earlier), texts.get(input.to)];
    const meaning =
      before && after ? compareContracts(readContractText(before), readContractText(after)) : [];
    return { ...diff, meaning };
  },
});
