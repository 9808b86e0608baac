import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import { removeProduct, setVisibility } from "@/lib/catalog";
import { registerDocuments, removeContract } from "@/lib/contracts";
import { type Actor, jobActor, type TeamRole } from "@/lib/platform/actor";
import type { Runtime } from "@/lib/platform/operation";
import { append, type Audience, type EmittedEvent, relay } from "@/lib/platform/outbox";
import { admin, aUser, governance, organizationKey, owner, stranger, teamKey } from "@/lib/testing/actors";
import { testRuntime } from "@/lib/testing/database";
import { configure } from "@/lib/testing/environment";
import { aProduct, asJson, productDocument } from "@/lib/testing/factories/catalog";
import { aContract, contractDocument } from "@/lib/testing/factories/contracts";
import { aTeam } from "@/lib/testing/factories/identity";

import type { FeedEvent } from "../model";
import { canReadEvent } from "../policy";
import { listFeed } from "./feed";

configure();
let runtime: Runtime;
beforeAll(async () => {
  runtime = await testRuntime();
});

const everything = organizationKey("read");

const write = (
  events: { subject: string; audience?: Audience | null }[],
  type: EmittedEvent["type"] = "test.thing.happened",
) =>
  runtime.db.$transaction((db) =>
    append(
      { db, actor: jobActor("test"), now: runtime.now() },
      events.map((event) => ({ type, ...event })),
    ),
  );

async function place(): Promise<void> {
  while ((await relay(runtime.pool)) > 0);
}

/** Reads on to the end, page by page. */
async function readOn(actor: Actor, { after = "", limit = 1000 } = {}): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  for (;;) {
    const lastEventId = events.at(-1)?.id ?? after;
    const page = await listFeed.execute(runtime, actor, { lastEventId, limit });
    if (page.length === 0) return events;
    events.push(...page);
  }
}

const endOf = async (actor: Actor): Promise<string> => (await readOn(actor)).at(-1)?.id ?? "";

const subjects = (events: readonly { subject: string }[]) => events.map(({ subject }) => subject);

describe("the feed", () => {
  it("is empty at first, and at its end", async () => {
    expect(await listFeed.execute(runtime, everything, {})).toEqual([]);
    await write([{ subject: "first" }, { subject: "second" }]);
    await place();
    const [first, second] = await listFeed.execute(runtime, everything, {});
    expect(await listFeed.execute(runtime, everything, { lastEventId: first?.id })).toEqual([second]);
    expect(await listFeed.execute(runtime, everything, { lastEventId: second?.id })).toEqual([]);
  });

  it("shows nothing that has no place yet", async () => {
    const after = await endOf(everything);
    await write([{ subject: "unplaced" }]);
    expect(await readOn(everything, { after })).toEqual([]);
    await place();
    expect(subjects(await readOn(everything, { after }))).toEqual(["unplaced"]);
  });

  it("says in a thin CloudEvent who did it and to what, and nothing of how", async () => {
    const after = await endOf(everything);
    const product = await aProduct(runtime, { name: "Secret plans" });
    await place();
    const event = (await readOn(everything, { after })).at(-1);
    expect(event?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(event).toEqual({
      specversion: "1.0",
      id: event?.id,
      type: "org.trellis.events.DataProductCreatedEvent",
      source: "http://localhost:3000",
      subject: product.id,
      time: event?.time,
      datacontenttype: "application/json",
      dataschema: "http://localhost:3000/api/events/schema",
      principal: "system",
      data: { id: product.id, timestamp: event?.time },
    });
  });

  it.each(["", "nonsense", "00000000-0000-0000-0000-000000000000", "1ef9ebfd-1baf-6800-b4cc-29ec4630cb43"])(
    "refuses a cursor that it has not given out, except none at all: %j",
    async (lastEventId) => {
      const answer = listFeed.execute(runtime, everything, { lastEventId });
      if (lastEventId === "") await expect(answer).resolves.not.toEqual([]);
      else await expect(answer).rejects.toMatchObject({ code: "invalid", status: 400 });
    },
  );

  it("gives at most 1,000 at once", async () => {
    await expect(listFeed.execute(runtime, everything, { limit: 1001 })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("shows a reader with a cursor every event exactly once and in order, while 8 write at once", async () => {
    const [WRITERS, EACH] = [8, 40];
    const after = await endOf(everything);
    const teamReader = teamKey("t1", "read");
    const state = { isWriting: true };

    const writers = Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; n < EACH; n++)
        await write([{ subject: `${writer}-${n}`, ...(n % 2 === 1 && { audience: forTeam("t1") }) }]);
    });
    const relaying = (async () => {
      while (state.isWriting) await Promise.all([relay(runtime.pool, 7), relay(runtime.pool, 7)]);
      await place();
    })();
    const follow = async (actor: Actor) => {
      const seen: FeedEvent[] = [];
      let last = false;
      while (!last) {
        last = !state.isWriting;
        if (last) await relaying;
        seen.push(...(await readOn(actor, { after: seen.at(-1)?.id ?? after, limit: 13 })));
      }
      return seen;
    };
    const reading = Promise.all([follow(everything), follow(teamReader), follow(teamKey("t2"))]);
    await Promise.all(writers);
    state.isWriting = false;
    const [all, ofTeam, ofOther] = await reading;

    const written = Array.from({ length: WRITERS }, (_, w) =>
      Array.from({ length: EACH }, (_, n) => `${w}-${n}`),
    ).flat();
    expect(subjects(all).sort()).toEqual(written.sort());
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort());
    for (let writer = 0; writer < WRITERS; writer++) {
      const own = all.map(({ subject }) => subject).filter((subject) => subject.startsWith(`${writer}-`));
      expect(own).toEqual(own.toSorted((a, b) => Number(a.split("-")[1]) - Number(b.split("-")[1])));
    }
    expect(ofTeam).toEqual(all);
    expect(ofOther).toEqual(all.filter(({ subject }) => Number(subject.split("-")[1]) % 2 === 0));
  });
});

const forTeam = (id: string): Audience => ({ teamIds: [id], userIds: [] });

describe("who reads an event", () => {
  it("is whom it is for, and whoever sees everything", async () => {
    const after = await endOf(everything);
    const somebody = aUser();
    await write([
      { subject: "for all" },
      { subject: "for a team", audience: forTeam("shop") },
      { subject: "for a person", audience: { teamIds: [], userIds: [somebody.id] } },
      { subject: "for an address", audience: { teamIds: [], userIds: [`${somebody.id}@example.org`] } },
      { subject: "for those who lead", audience: { teamIds: [], userIds: [], leadTeamIds: ["shop"] } },
      { subject: "for nobody", audience: { teamIds: [], userIds: [] } },
    ]);
    await place();
    const read = async (actor: Actor) => subjects(await readOn(actor, { after }));

    for (const actor of [admin(), governance(), organizationKey(), everything, jobActor("test")])
      expect(await read(actor)).toHaveLength(6);
    expect(await read(stranger())).toEqual(["for all"]);
    expect(await read(somebody)).toEqual(["for all", "for a person", "for an address"]);
    expect(await read(owner("shop"))).toEqual(["for all", "for a team", "for those who lead"]);
    expect(await read(teamKey("shop"))).toEqual(["for all", "for a team", "for those who lead"]);
    expect(await read(teamKey("shop", "read"))).toEqual(["for all", "for a team"]);
    expect(await read(aUser("member", { shop: "member" }))).toEqual(["for all", "for a team"]);
    expect(await read(teamKey("other"))).toEqual(["for all"]);
    // A key does not read for the person whose id it happens to have.
    expect(await read({ ...teamKey("other"), id: somebody.id })).toEqual(["for all"]);
  });

  it("is the same for one event as for the feed", async () => {
    const after = await endOf(everything);
    const ids = fc.subarray(["a", "b", "c"]);
    const audiences = fc.option(fc.record({ teamIds: ids, userIds: ids, leadTeamIds: ids }), { nil: null });
    const written = fc.sample(audiences, 40).map((audience, n) => ({ subject: `event ${n}`, audience }));
    await write(written);
    await place();

    const roles = fc.constantFrom<TeamRole>("owner", "approver", "editor", "member", "steward");
    const actors = fc
      .tuple(
        fc.constantFrom<Actor["orgRole"]>("member", "member", "governance", "admin"),
        fc.dictionary(fc.constantFrom("a", "b", "elsewhere"), roles),
        fc.constantFrom("a", "b", "x"),
      )
      .map(([orgRole, held, id]): Actor => ({ ...aUser(orgRole, held), id }));
    await fc.assert(
      fc.asyncProperty(actors, fc.integer({ min: 1, max: 50 }), async (actor, limit) => {
        const readable = written.filter(({ audience }) => canReadEvent(actor, audience));
        expect(subjects(await readOn(actor, { after, limit }))).toEqual(subjects(readable));
      }),
      { numRuns: 40 },
    );
  });
});

describe("somebody of very many teams", () => {
  it("reads every event exactly once and in order, in as many pages as it takes", async () => {
    const after = await endOf(everything);
    const teams = Array.from({ length: 300 }, (_, n) => `many-${n}`);
    await write(
      Array.from({ length: 900 }, (_, n) => ({
        subject: `event ${n}`,
        // Most are for the first team: its places do not all fit into one page.
        ...(n % 9 !== 0 && { audience: forTeam(n % 3 === 0 ? `many-${n % 299}` : "many-0") }),
      })),
    );
    await place();
    const reader = aUser("member", Object.fromEntries(teams.map((id) => [id, "owner" as const])));
    const page = await listFeed.execute(runtime, reader, { lastEventId: after });
    expect(page.length).toBeGreaterThan(30);
    expect(page.length).toBeLessThan(900);
    expect(await readOn(reader, { after })).toEqual(await readOn(everything, { after }));
  });
});

describe("what is restricted", () => {
  const told = async (actor: Actor, subject: string) => {
    await place();
    return (await readOn(actor)).filter((event) => event.subject === subject).map(({ type }) => nameOf(type));
  };
  const nameOf = (type: string) => type.replace(/^.*\.|Event$/g, "");

  it("is told to the people of its team alone, also after its removal", async () => {
    const { id: team } = await aTeam(runtime.db);
    const { id } = await aProduct(runtime, { team, visibility: "restricted" });
    const contract = await aContract(runtime, { team, visibility: "restricted" });
    await removeProduct.execute(runtime, admin(), { id });
    await removeContract.execute(runtime, admin(), { id: contract.id });
    expect(await told(stranger(), id)).toEqual([]);
    expect(await told(teamKey(team, "read"), id)).toEqual(["DataProductCreated", "DataProductDeleted"]);
    expect(await told(stranger(), contract.id)).toEqual([]);
    expect(await told(teamKey(team), contract.id)).toEqual(["DataContractCreated", "DataContractDeleted"]);
  });

  it("takes back what was told of it while everybody could see it", async () => {
    const { id: team } = await aTeam(runtime.db);
    const { id } = await aProduct(runtime, { team });
    // Something else that has the same id is not meant.
    await aTeam(runtime.db, { id });
    await write([{ subject: id }], "identity.team.registered");
    expect(await told(stranger(), id)).toEqual(["DataProductCreated", "TeamUpdated"]);

    await setVisibility.execute(runtime, owner(team), { id, visibility: "restricted" });
    expect(await told(stranger(), id)).toEqual(["TeamUpdated"]);
    expect(await told(teamKey(team), id)).toEqual([
      "DataProductCreated",
      "TeamUpdated",
      "DataProductUpdated",
    ]);

    await setVisibility.execute(runtime, owner(team), { id, visibility: "organization" });
    expect(await told(stranger(), id)).toEqual(["TeamUpdated", "DataProductUpdated"]);
  });

  it("includes a contract under which only restricted products are offered, also registered with it", async () => {
    const [{ id: team }, { id: provider }] = await Promise.all([aTeam(runtime.db), aTeam(runtime.db)]);
    const contract = contractDocument({ team });
    const product = productDocument({ team: provider, visibility: "restricted", offers: [contract.id] });
    await registerDocuments.execute(runtime, admin(), { items: [asJson(contract), asJson(product)] });
    expect(await told(stranger(), contract.id)).toEqual([]);
    for (const one of [team, provider])
      expect(await told(teamKey(one), contract.id)).toEqual(["DataContractCreated"]);
  });
});
