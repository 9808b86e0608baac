import "server-only";

import { z } from "zod";

import { allow, teamIdsOf } from "@/lib/platform/actor";
import { query } from "@/lib/platform/operation";

import { HomeFeed } from "../model";
import { writableTeamIds } from "../policy";
import { countProducts, listByChange, listWithWarnings, productsWhere } from "../store/views";
import { withTeams } from "./list-products";

const RAIL = 8;

export const homeFeed = query({
  name: "catalog.homeFeed",
  summary: "Get what is new in the catalog and what concerns the asker's own teams.",
  input: z.object({}),
  output: HomeFeed,
  load: () => null,
  allow: () => allow,
  async run({ db, actor }) {
    const own = productsWhere(actor, { teamIds: teamIdsOf(actor) });
    const editable = productsWhere(actor, { teamIds: writableTeamIds(actor) });
    const [recent, mine, mineCount, needsAttention] = await Promise.all([
      listByChange(db, productsWhere(actor, {}), RAIL),
      listByChange(db, own, RAIL),
      countProducts(db, own),
      listWithWarnings(db, editable, RAIL),
    ]);
    const summaries = await withTeams(db, [...recent, ...mine]);
    return {
      recent: summaries.slice(0, recent.length),
      mine: summaries.slice(recent.length),
      mineCount,
      needsAttention,
    };
  },
});
