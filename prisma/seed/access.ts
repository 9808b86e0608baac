import {
  answerRequest,
  approveRequest,
  askForInformation,
  cancelRequest,
  chaseRequests,
  confirmByHand,
  getOffer,
  getRequest,
  putConnector,
  rejectRequest,
  renewAgreement,
  reportProvisioning,
  requestAccess,
  revokeAgreement,
  turnAgreements,
} from "@/lib/access";
import type { AccessRequest } from "@/lib/access/model";
import { type Actor, jobActor } from "@/lib/platform/actor";
import { DomainError } from "@/lib/platform/errors";
import type { Runtime } from "@/lib/platform/operation";

import { type AccessCase, accessCases, type Act } from "./access-cases";

const portal = jobActor("seed-demo");

type Moment = { runtime: Runtime; at: (daysAgo: number) => Runtime; people: ReadonlyMap<string, Actor> };

/** Something that was done to a request, in the order of time. */
type Event = { daysAgo: number; order: number; one: AccessCase; act: Act | null };

/**
 * Asks for access and decides about it in the names of the demo people, as if over the past months. Killed and run
 * again, it goes on: what was asked for is known by its purpose, and what was done already is refused by the rules.
 */
export async function seedAccess(
  runtime: Runtime,
  at: (daysAgo: number) => Runtime,
  persons: readonly Actor[],
): Promise<number> {
  const people = new Map(persons.map((one) => [one.name, one]));
  const moment: Moment = { runtime, at, people };
  if (await isSeeded(runtime)) return accessCases.length;
  await registerConnector(at(200), personOf(people, OPERATOR));
  const events = inOrder(accessCases);
  for (const [index, { one, act, daysAgo }] of events.entries()) {
    if (act === null) await ask(moment, one);
    else await perform(moment, one, act);
    if (events[index + 1]?.daysAgo !== daysAgo) await letTimePass(at(daysAgo));
  }
  await letTimePass(runtime);
  return accessCases.length;
}

/** What people did to the demo since then stays as they left it. */
const isSeeded = async ({ db }: Runtime): Promise<boolean> =>
  (await db.accessRequest.count({
    where: { purpose: accessCases.at(-1)?.purpose ?? "", version: { gt: 1 } },
  })) > 0;

/** What was asked first comes first; of one day, in the order in which it is told. */
function inOrder(cases: readonly AccessCase[]): Event[] {
  const events = cases.flatMap((one): Event[] => [
    { daysAgo: one.daysAgo, order: 0, one, act: null },
    ...one.acts.map((act, index) => ({ daysAgo: act.daysAgo, order: index + 1, one, act })),
  ]);
  return events.sort((a, b) => b.daysAgo - a.daysAgo || a.order - b.order);
}

async function letTimePass(runtime: Runtime): Promise<void> {
  await turnAgreements.execute(runtime, portal, {});
  await chaseRequests.execute(runtime, portal, {});
}

/** Who runs the platform, and its connector. */
const OPERATOR = "Mara Lindqvist";

const registerConnector = (runtime: Runtime, operator: Actor) =>
  putConnector.execute(runtime, operator, {
    id: "warehouse-postgres",
    document: {
      id: "warehouse-postgres",
      info: { type: "postgres", description: "Grants roles in the warehouse.", connectorVersion: "1.4.0" },
      state: {},
    },
  });

async function ask({ at, people }: Moment, one: AccessCase): Promise<void> {
  const runtime = at(one.daysAgo);
  if ((await find(runtime, one)) !== null) return;
  const actor = personOf(people, one.by);
  const termsSha256 = await termsOf(runtime, actor, { productId: one.productId, port: one.port });
  await requestAccess.execute(runtime, actor, {
    productId: one.productId,
    portId: one.port,
    consumer: one.for ?? { kind: "user", id: actor.id },
    purpose: one.purpose,
    durationDays: one.durationDays,
    termsSha256,
  });
}

/** The hash of what is accepted by asking for the port. */
async function termsOf(
  runtime: Runtime,
  actor: Actor,
  { productId, port }: Pick<AccessCase, "productId" | "port">,
): Promise<string | null> {
  const { ports } = await getOffer.execute(runtime, actor, { productId });
  return ports.find(({ portName }) => portName === port)?.terms?.sha256 ?? null;
}

async function perform({ at, people }: Moment, one: AccessCase, act: Act): Promise<void> {
  const runtime = at(act.daysAgo);
  const request = await find(runtime, one);
  if (request === null) throw new Error(`Nobody has asked: ${one.purpose}`);
  if (isDone(request, one, act)) return;
  try {
    await ACTS[act.act]({ runtime, actor: personOf(people, act.by), request, note: act.note });
  } catch (error) {
    // It was done before the seed was cut off.
    if (!(error instanceof DomainError) || error.code !== "conflict") throw error;
  }
}

/** The first yes of a case is that of its first step; the same question is asked once. */
function isDone({ steps, entries }: AccessRequest, { acts }: AccessCase, act: Act): boolean {
  if (act.act === "ask") return entries.some(({ kind }) => kind === "asked");
  if (act.act !== "approve") return false;
  const approvals = acts.filter((one) => one.act === "approve");
  const position = approvals.findIndex(
    (one) => one.by === act.by && one.note === act.note && one.daysAgo === act.daysAgo,
  );
  return steps[position]?.status !== "open";
}

function personOf(people: ReadonlyMap<string, Actor>, name: string): Actor {
  const person = people.get(name);
  if (!person) throw new Error(`There is no ${name} in the demo mesh.`);
  return person;
}

async function find(runtime: Runtime, { purpose }: AccessCase): Promise<AccessRequest | null> {
  const row = await runtime.db.accessRequest.findFirst({
    where: { purpose, kind: "new" },
    select: { id: true },
  });
  return row ? getRequest.execute(runtime, portal, { requestId: row.id }) : null;
}

type Doing = { runtime: Runtime; actor: Actor; request: AccessRequest; note: string | undefined };

const ACTS: Readonly<Record<Act["act"], (doing: Doing) => Promise<unknown>>> = {
  approve: ({ runtime, actor, request: { id }, note }) =>
    approveRequest.execute(runtime, actor, { requestId: id, note: note ?? null }),
  reject: ({ runtime, actor, request: { id }, note }) =>
    rejectRequest.execute(runtime, actor, { requestId: id, note }),
  ask: ({ runtime, actor, request: { id }, note }) =>
    askForInformation.execute(runtime, actor, { requestId: id, note }),
  answer: ({ runtime, actor, request: { id }, note }) =>
    answerRequest.execute(runtime, actor, { requestId: id, note }),
  withdraw: ({ runtime, actor, request: { id }, note }) =>
    cancelRequest.execute(runtime, actor, { requestId: id, note: note ?? null }),
  revoke: ({ runtime, actor, request: { accessId }, note }) =>
    revokeAgreement.execute(runtime, actor, { accessId, reason: note }),
  confirm: ({ runtime, actor, request: { accessId }, note }) =>
    confirmByHand.execute(runtime, actor, { accessId, done: "granted", note }),
  renew: async ({ runtime, actor, request: { accessId, target, durationDays } }) => {
    const { productId, portName: port } = target;
    const termsSha256 = await termsOf(runtime, actor, { productId, port });
    return renewAgreement.execute(runtime, actor, { accessId, durationDays, termsSha256 });
  },
  provisioned: ({ runtime, actor, request: { accessId } }) =>
    reportProvisioning.execute(runtime, actor, {
      ...{ accessId, transition: "provisioning-succeeded", platform: "postgres" },
      reference: `role_${accessId.slice(-6).toLowerCase()}`,
    }),
  provisioningFailed: ({ runtime, actor, request: { accessId }, note }) =>
    reportProvisioning.execute(runtime, actor, {
      ...{ accessId, transition: "provisioning-failed", platform: "postgres", diagnostics: note },
    }),
};
