import "server-only";

import { z } from "zod";

import { teamsByIds } from "@/lib/identity";
import { Person } from "@/lib/identity/model";
import { teamIdsOf } from "@/lib/platform/actor";
import { query } from "@/lib/platform/operation";

import { canDelegate } from "../policy/requests";
import { peopleAround } from "../store/stand-ins";

export const listStandIns = query({
  name: "access.listStandIns",
  summary:
    "List the people around you who could decide for you: of your teams and those above, and of governance.",
  input: z.object({}),
  output: z.array(Person.extend({ id: z.string() })),
  load: () => null,
  allow: canDelegate,
  async run({ db, actor }) {
    const own = teamIdsOf(actor);
    const places = await teamsByIds(db, own);
    const above = [...places.values()].flatMap(({ path }) => path.map(({ id }) => id));
    return peopleAround(db, {
      personId: actor.id,
      teamIds: [...new Set([...own, ...above])],
      knowsGovernance: actor.orgRole !== "member",
    });
  },
});
