import { randomUUID } from "node:crypto";

import { requestAccess } from "@/lib/access";
import type { AccessRequest, ConsumerKey } from "@/lib/access/model";
import { rolesBelow } from "@/lib/identity";
import type { TeamRole } from "@/lib/identity/model";
import type { Actor, OrgRole } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import type { Runtime } from "@/lib/platform/operation";

import { aProduct } from "./catalog";
import { aContract } from "./contracts";
import { aPerson, aTeam } from "./identity";

const short = () => randomUUID().slice(0, 8);

type MemberOver = { id?: string; name?: string; orgRole?: OrgRole };

/** A person with an account, a role in each of the teams, and what they inherit of those above. */
export async function aMember(
  db: Db,
  teams: Record<string, TeamRole> = {},
  over: MemberOver = {},
): Promise<Actor & { email: string }> {
  const { id, email, name } = await aPerson(db, over);
  const held = Object.entries(teams);
  await db.teamMember.createMany({ data: held.map(([teamId, role]) => ({ teamId, email, role })) });
  const teamRoles = new Map<string, TeamRole[]>();
  for (const [teamId, role] of held)
    for (const below of (await rolesBelow(db, teamId, role)).keys())
      teamRoles.set(below, [...(teamRoles.get(below) ?? []), role]);
  const orgRole = over.orgRole ?? "member";
  return { kind: "user", id, name, email, orgRole, teamId: null, teamRoles, readOnly: false };
}

/** A domain with a team in it, each with an owner, and a scientist in another domain. */
export async function aMesh(db: Db) {
  const domain = await aTeam(db, { id: `domain-${short()}`, type: "Domain" });
  const team = await aTeam(db, { parentId: domain.id });
  const elsewhere = await aTeam(db, { id: `domain-${short()}`, type: "Domain" });
  const consuming = await aTeam(db, { parentId: elsewhere.id });
  return {
    ...{ domainId: domain.id, teamId: team.id, elsewhereId: elsewhere.id, consumingId: consuming.id },
    domainOwner: await aMember(db, { [domain.id]: "owner" }),
    owner: await aMember(db, { [team.id]: "owner" }),
    approver: await aMember(db, { [team.id]: "approver" }),
    scientist: await aMember(db, { [consuming.id]: "member" }),
    governor: await aMember(db, {}, { orgRole: "governance" }),
  };
}

type OfferedOver = {
  team: string;
  classification?: string | null;
  personalData?: boolean;
  autoApprove?: boolean;
  containsPii?: boolean;
  status?: string;
  portStatus?: string;
  visibility?: "organization" | "restricted";
  /** Sets the terms of the contract. */
  usage?: string;
  columns?: readonly string[];
};

/** A product with one output port, `table`, under a contract. */
export async function anOfferedPort(runtime: Runtime, over: OfferedOver) {
  const { team, classification = "internal", personalData = false, columns = ["id", "amount"] } = over;
  const contract = await aContract(runtime, {
    team,
    ...(over.usage !== undefined && { description: { usage: over.usage } }),
    schema: [
      {
        name: "records",
        properties: columns.map((name) => ({
          ...{ name, logicalType: "string", tags: personalData ? ["pii"] : [] },
          ...(classification !== null && { classification }),
        })),
      },
    ],
  });
  const custom = { autoApprove: over.autoApprove, containsPii: over.containsPii, status: over.portStatus };
  const product = await aProduct(runtime, {
    ...{ team, status: over.status ?? "active" },
    ...(over.visibility && { visibility: over.visibility }),
    outputPorts: [
      {
        ...{ name: "table", version: "1", type: "table", contractId: contract.id },
        customProperties: Object.entries(custom).flatMap(([property, value]) =>
          value === undefined ? [] : [{ property, value }],
        ),
      },
    ],
  });
  const port = await runtime.db.port.findFirstOrThrow({ where: { productId: product.id } });
  return { productId: product.id, portId: port.id, contractId: contract.id };
}

type RequestOver = {
  productId: string;
  consumer?: ConsumerKey;
  purpose?: string;
  durationDays?: number;
  startsAt?: string;
};

/** A request by the actor for the port `table`: for themselves where nobody else is named. */
export const anAccessRequest = (runtime: Runtime, actor: Actor, over: RequestOver): Promise<AccessRequest> =>
  requestAccess.execute(runtime, actor, {
    ...{ portId: "table", consumer: { kind: "user", id: actor.id } },
    ...{ purpose: "Forecasting demand", durationDays: 90 },
    ...over,
  });
