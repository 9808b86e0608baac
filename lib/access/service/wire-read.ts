import "server-only";

import { z } from "zod";

import { outputPortsByIds, unprotectedProductNames } from "@/lib/catalog";
import { peopleByIds } from "@/lib/identity";
import { allow } from "@/lib/platform/actor";
import type { Db } from "@/lib/platform/db/client";
import { notFound } from "@/lib/platform/errors";
import { query, type Scope } from "@/lib/platform/operation";

import { toProvisioning } from "../answers";
import { AccessResource, ConsumerKind } from "../model";
import { statusAt } from "../rules/agreement";
import { isReported } from "../rules/provisioning";
import { isPending } from "../rules/request-state";
import { pendingRenewals, type StoredAgreement } from "../store/agreement-views";
import { loadAsker } from "../store/askers";
import { getRequestRow, type StoredRequest } from "../store/requests";
import { agreementsOfRequests, listFirstRequests } from "../store/wire";

export const getAccess = query({
  name: "access.getAccess",
  summary: "Get access as programs see it: its request and its agreement in one.",
  input: z.object({ id: z.string() }),
  output: AccessResource,
  async load({ db, actor, now }, { id }) {
    const request = await getRequestRow(db, await loadAsker(db, actor, now), id);
    if (request.accessId !== id) throw notFound("Access", id);
    return request;
  },
  allow: () => allow,
  async run(scope, { id }, request) {
    const [resource] = await toResources(scope, [request]);
    if (!resource) throw notFound("Access", id);
    return resource;
  },
});

export const listAccess = query({
  name: "access.listAccess",
  summary: "List access as programs see it, in the order of its making.",
  input: z.object({
    providerProductId: z.string().max(256).optional(),
    consumerProductId: z.string().max(256).optional(),
    consumerKind: ConsumerKind.optional(),
    p: z.coerce.number().int().min(0).max(1_000_000).default(0),
    pageSize: z.coerce.number().int().min(2).max(10_000).default(1000),
  }),
  output: z.object({ items: z.array(AccessResource), hasMore: z.boolean() }),
  load: () => null,
  allow: () => allow,
  async run(scope, { providerProductId: productId, consumerProductId, consumerKind, p, pageSize }) {
    const { db, actor, now } = scope;
    const rows = await listFirstRequests(db, await loadAsker(db, actor, now), {
      filter: { productId, consumerProductId, consumerKind },
      skip: p * pageSize,
      take: pageSize + 1,
    });
    return { items: await toResources(scope, rows.slice(0, pageSize)), hasMore: rows.length > pageSize };
  },
});

/** Requests with their agreements, in a fixed number of statements. */
async function toResources(
  { db, now }: Pick<Scope, "db" | "now">,
  requests: readonly StoredRequest[],
): Promise<AccessResource[]> {
  const ids = requests.map(({ id }) => id);
  const [agreements, renewals, names] = await Promise.all([
    agreementsOfRequests(db, ids),
    pendingRenewals(db, ids),
    wireNames(db, requests),
  ]);
  return requests.map((request) => {
    const agreement = agreements.get(request.id) ?? null;
    const renewal = renewals.get(request.id) ?? null;
    return {
      ...stateOf(request, agreement, now),
      ...partiesOf(agreement ?? request, names),
      pendingRequestId: isPending(request.status) ? request.id : renewal,
    };
  });
}

type WireNames = {
  products: ReadonlyMap<string, string>;
  ports: Awaited<ReturnType<typeof outputPortsByIds>>;
  people: Awaited<ReturnType<typeof peopleByIds>>;
};

async function wireNames(db: Db, requests: readonly StoredRequest[]): Promise<WireNames> {
  const [products, ports, people] = await Promise.all([
    unprotectedProductNames(db, [...new Set(requests.map(({ productId }) => productId))]),
    outputPortsByIds(db, [...new Set(requests.map(({ portId }) => portId))]),
    peopleByIds(
      db,
      requests.flatMap(({ consumerKind, consumerId }) => (consumerKind === "user" ? [consumerId] : [])),
    ),
  ]);
  return { products, ports, people };
}

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;

function stateOf(request: StoredRequest, agreement: StoredAgreement | null, now: Date) {
  const { id, status: requestStatus } = request;
  const { purpose, individualAgreements, roles, tags } = agreement ?? request;
  const dates = agreement ?? request;
  return {
    ...{ id, requestStatus, purpose, individualAgreements, roles, tags },
    agreementStatus: agreement && statusAt(agreement, now),
    startsAt: iso(dates.startsAt),
    endsAt: iso(dates.endsAt),
    nextReassessmentAt: iso(dates.nextReassessmentAt),
    provisioning:
      agreement && isReported(agreement.provisioning) ? toProvisioning(agreement.provisioning) : null,
    links: z.record(z.string(), z.string()).parse(dates.links),
    custom: z.record(z.string(), z.unknown()).parse(dates.custom),
  };
}

function partiesOf(row: StoredRequest | StoredAgreement, { products, ports, people }: WireNames) {
  const { productId, portId, providerTeamId: teamId, contractId, contractVersion } = row;
  const port = ports.get(portId)?.port;
  return {
    provider: {
      productId: products.has(productId) ? productId : null,
      portKey: port ? (port.externalId ?? port.name) : null,
      ...{ teamId, contractId, contractVersion },
    },
    consumer: {
      kind: row.consumerKind,
      id: people.get(row.consumerId)?.email ?? row.consumerId,
      teamId: row.consumerTeamId,
    },
  };
}
