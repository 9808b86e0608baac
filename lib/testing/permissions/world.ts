import { z } from "zod";

import {
  approveRequest,
  askForInformation,
  delegateDecisions,
  reportProvisioning,
  requestAccess,
  startRecertification,
} from "@/lib/access";
import { createSource, type SourceWithSecret } from "@/lib/events";
import { registerTeam } from "@/lib/identity";
import { jobActor } from "@/lib/platform/actor";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import type { Runtime } from "@/lib/platform/operation";
import { admin } from "@/lib/testing/actors";
import { drain } from "@/lib/testing/drain";
import { anOfferedPort } from "@/lib/testing/factories/access";
import { aProduct } from "@/lib/testing/factories/catalog";
import { aContract } from "@/lib/testing/factories/contracts";
import { anApiKey, aPerson, aSession } from "@/lib/testing/factories/identity";
import { PERSONAS } from "@/lib/transport/permissions/personas";

import { makePersonas, type Persona, resolvePersonas, userIdOf } from "./personas";

/** The time of the world. */
export const NOW = new Date("2026-12-01T12:00:00Z");

const portal = jobActor("world");

type Offered = Awaited<ReturnType<typeof anOfferedPort>>;

/** A small mesh in which there is one thing of every kind. All of it is the team's, unless a name says otherwise. */
export type World = {
  runtime: Runtime;
  personas: readonly Persona[];
  source: SourceWithSecret;
  /** Everybody may see it; nobody has asked for it. */
  open: Offered;
  /** Only the team may see it. */
  secret: Offered;
  /** A contract without products, and a product without a contract, that may be removed. */
  spare: { productId: string; contractId: string };
  /** Requests of the consumer: at the owner's step, at governance's step, and asked back about. */
  requests: { atOwner: string; atGovernance: string; askedBack: string };
  /** Access that the consumer holds: to be given by hand, failed on its platform, and up for review. */
  agreements: { held: string; failed: string; reviewed: string };
  reviewedPort: Offered;
  /** The owner's decisions, in the hands of somebody else. */
  delegationId: string;
  jobId: string;
  auditId: string;
};

/** The mesh, made by the portal's own operations as far as they go. */
export async function makeWorld(runtime: Runtime): Promise<World> {
  await makeTeams(runtime);
  const headers = await makePersonas(runtime);
  const source = await createSource.execute(runtime, admin(), {
    ...{ name: "CI", scheme: "standard-webhooks", teamId: "shop" },
  });
  const personas = await resolvePersonas(runtime, headers, source);
  await makePersonalThings(runtime);
  const products = await makeProducts(runtime);
  const access = await makeAccess(runtime, personas);
  await makeConnector(runtime);
  await drain(runtime);
  const jobId = await makeFailedJob(runtime);
  await runtime.db.workerHeartbeat.create({ data: { id: "worker", startedAt: NOW, seenAt: NOW } });
  const { id: auditId } = await runtime.db.auditEntry.findFirstOrThrow({ select: { id: true } });
  return { runtime, personas, source, ...products, ...access, jobId, auditId };
}

async function makeTeams(runtime: Runtime): Promise<void> {
  const teams = [
    { id: "sales", name: "Sales", type: "Domain" },
    { id: "shop", name: "Shop", type: "Team", parent: "sales" },
    { id: "empty", name: "Empty", type: "Team", parent: "shop" },
    { id: "research", name: "Research", type: "Domain" },
    { id: "lab", name: "Lab", type: "Team", parent: "research" },
  ];
  for (const document of teams) await registerTeam.execute(runtime, portal, { id: document.id, document });
}

/** What belongs to one person: sessions, searches, mails. And an account and keys that may be managed. */
async function makePersonalThings({ db }: Runtime): Promise<void> {
  for (const { id } of PERSONAS) {
    const userId = userIdOf(id);
    await db.savedSearch.create({
      data: { id: `sav_${id}`, userId, name: "Mine", query: "q=open", createdAt: NOW },
    });
    await db.mail.create({
      data: { id: `mail_${id}`, userId, subject: "Hello", text: "Hello", html: "Hello", createdAt: NOW },
    });
  }
  await aPerson(db, { id: "usr_other", name: "Other" });
  await aSession(db, { id: "ses_other", userId: "usr_other" });
  await aPerson(db, { id: "usr_gone", name: "Gone", deactivatedAt: NOW });
  await aPerson(db, { id: "usr_linked", name: "Linked", issuer: "https://id.example.org", subject: "1" });
  await aPerson(db, { id: "usr_demo", name: "Demo", demo: true });
  await anApiKey(db, { id: "key_spare", teamId: "shop" });
}

async function makeProducts(runtime: Runtime): Promise<Pick<World, "open" | "secret" | "spare">> {
  const spare = await aProduct(runtime, { team: "shop" });
  const contract = await aContract(runtime, { team: "shop" });
  return {
    open: await anOfferedPort(runtime, { team: "shop" }),
    secret: await anOfferedPort(runtime, { team: "shop", visibility: "restricted" }),
    spare: { productId: spare.id, contractId: contract.id },
  };
}

async function makeAccess(
  runtime: Runtime,
  personas: readonly Persona[],
): Promise<Pick<World, "requests" | "agreements" | "reviewedPort" | "delegationId">> {
  const consumer = theActor(personas, "consumer");
  const owner = theActor(personas, "owner");
  const ask = async (over: Partial<Parameters<typeof anOfferedPort>[1]> = {}) => {
    const offered = await anOfferedPort(runtime, { team: "shop", ...over });
    const { id } = await requestAccess.execute(runtime, consumer, {
      ...{ productId: offered.productId, portId: "table", consumer: { kind: "user", id: consumer.id } },
      ...{ purpose: "Forecasting demand", durationDays: 30 },
    });
    return { ...offered, id };
  };
  const [atOwner, atGovernance, askedBack] = [await ask(), await ask({ personalData: true }), await ask()];
  await approveRequest.execute(runtime, owner, { requestId: atGovernance.id });
  await askForInformation.execute(runtime, owner, { requestId: askedBack.id, note: "What for?" });

  const [held, failed, reviewed] = [await ask(), await ask(), await ask()];
  for (const { id: requestId } of [held, failed, reviewed])
    await approveRequest.execute(runtime, owner, { requestId });
  await reportProvisioning.execute(runtime, owner, {
    accessId: failed.id,
    transition: "provisioning-failed",
  });
  const { productId, portId } = reviewed;
  await startRecertification.execute(runtime, owner, { productId, portId });
  const { id: delegationId } = await delegateDecisions.execute(runtime, owner, {
    ...{ toUserId: "usr_other", startsAt: "2026-11-30", endsAt: "2026-12-09" },
  });
  return {
    delegationId,
    requests: { atOwner: atOwner.id, atGovernance: atGovernance.id, askedBack: askedBack.id },
    agreements: { held: held.id, failed: failed.id, reviewed: reviewed.id },
    reviewedPort: reviewed,
  };
}

const makeConnector = ({ db }: Runtime) =>
  db.connector.create({
    data: {
      ...{ id: "snowflake", type: "snowflake", state: {}, custom: {}, document: {} },
      ...{ createdAt: NOW, lastSeenAt: NOW },
    },
  });

function theActor(personas: readonly Persona[], id: Persona["id"]) {
  const actor = personas.find((persona) => persona.id === id)?.actor;
  if (!actor) throw new Error(`${id} proves nothing.`);
  return actor;
}

const job = defineJob({ name: "test.broken", payload: z.object({}), run: () => Promise.resolve() });

async function makeFailedJob({ db, pool }: Runtime): Promise<string> {
  await enqueue(db, job, {});
  const { rows } = await pool.query<{ id: string }>(
    "select max(id)::text as id from graphile_worker.jobs where task_identifier = 'test.broken'",
  );
  const id = rows[0]?.id ?? "";
  await pool.query("select graphile_worker.permanently_fail_jobs(array[$1::bigint], 'broken')", [id]);
  return id;
}
