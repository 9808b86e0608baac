import "server-only";

import {
  approveRequest,
  cancelAgreement,
  cancelRequest,
  evaluateAccess,
  getAccess,
  getAccessStatus,
  getProvisioning,
  listAccess,
  putAccess,
  putProvisioning,
  rejectRequest,
  removeAccess,
  reportProvisioning,
  requestAccess,
  revokeAgreement,
} from "@/lib/access";
import type { Provisioning, RequestStatus } from "@/lib/access/model";
import type { Actor } from "@/lib/platform/actor";
import { DomainError, invalid } from "@/lib/platform/errors";
import type { Runtime } from "@/lib/platform/operation";

import { type Handler, handler, readJson, refuseCrossSite, route } from "../route";
import { readAccess, readAccessFilter, toState, toWireAccess, toWireProvisioning } from "./access";
import { done, listOf, savedAt } from "./answers";

type Live = { runtime?: Runtime };

/** The handlers under /api/access. */
export function accessRoutes(live: Live = {}) {
  return {
    list: route(listAccess, {
      ...live,
      input: readAccessFilter,
      respond: ({ items, hasMore }, request) => listOf({ items: items.map(toWireAccess), hasMore }, request),
    }),
    get: route(getAccess, { ...live, respond: (access) => json(toWireAccess(access)) }),
    put: route(putAccess, {
      ...live,
      input: readAccess,
      respond: ({ id, status }) => savedAt(pageOf(id, status)),
    }),
    remove: route(removeAccess, { ...live, input: (_request, { id = "" }) => ({ id }), respond: done }),
    approve: decision("access.approve", live, approve),
    reject: decision("access.reject", live, reject),
    cancel: decision("access.cancel", live, cancel),
  };
}

const json = (value: unknown): Response => Response.json(value, { headers: { "cache-control": "no-store" } });

/** Before the approval there is a request and no agreement to look at. */
const pageOf = (id: string, status: RequestStatus): string =>
  `/${status === "approved" ? "access" : "requests"}/${encodeURIComponent(id)}`;

type Deciding = { live: Runtime; actor: Actor; id: string; pendingRequestId: string | null };

/** A decision about access by its id. Clients send no body, or an empty one of any content type. */
const decision = (name: string, live: Live, decide: (deciding: Deciding) => Promise<void>): Handler =>
  handler({ name, ...live }, async ({ live: runtime, actor, request, params: { id = "" } }) => {
    refuseCrossSite(request, actor.kind);
    const { pendingRequestId } = await getAccess.execute(runtime, actor, { id });
    await decide({ live: runtime, actor, id, pendingRequestId });
    return savedAt(pageOf(id, (await getAccess.execute(runtime, actor, { id })).requestStatus));
  });

/** These clients know one approval: each step that is the caller's to decide is decided, one after the other. */
async function approve({ live, actor, id, pendingRequestId }: Deciding): Promise<void> {
  const requestId = pendingRequestId ?? id;
  let request = await approveRequest.execute(live, actor, { requestId });
  while (request.status === "requested" && request.permissions.decide.allowed)
    request = await approveRequest.execute(live, actor, { requestId });
}

async function reject({ live, actor, id, pendingRequestId }: Deciding): Promise<void> {
  const note = "Rejected by a program, which gave no reason.";
  await rejectRequest.execute(live, actor, { requestId: pendingRequestId ?? id, note });
}

/** Either side may end access: the one gives it back, the other takes it away. */
async function cancel({ live, actor, id, pendingRequestId }: Deciding): Promise<void> {
  if (pendingRequestId === id) {
    await cancelRequest.execute(live, actor, { requestId: id });
    return;
  }
  try {
    await cancelAgreement.execute(live, actor, { accessId: id });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "forbidden") throw error;
    await revokeAgreement.execute(live, actor, { accessId: id, reason: "Cancelled by a program." });
  }
}

/** The handlers under /api/access/{id}/provisioning. */
export function provisioningRoutes(live: Live = {}) {
  const byId = (_request: Request, { id = "" }: Record<string, string>) => ({ accessId: id });
  return {
    get: route(getProvisioning, { ...live, input: byId, respond: reported }),
    put: route(putProvisioning, {
      ...live,
      input: async (request, { id = "" }) => readState(await readJson(request), id),
      respond: (provisioning) => json(toWireProvisioning(provisioning)),
    }),
    report: (transition: string): Handler =>
      route(reportProvisioning, {
        ...live,
        input: async (request, { id = "" }) => ({ ...(await readJson(request)), transition, accessId: id }),
        respond: (provisioning) => json(toWireProvisioning(provisioning)),
      }),
  };
}

/** Before the first report there is nothing to tell. */
function reported(provisioning: Provisioning): Response {
  if (provisioning.status === "pending" && provisioning.failedAt === null)
    throw new DomainError("not_found", "Nothing has been reported about the provisioning of this access.");
  return json(toWireProvisioning(provisioning));
}

function readState(body: Record<string, unknown>, accessId: string) {
  const status = toState(body.status);
  if (status === null) {
    const detail = "Name one of the known states of provisioning.";
    throw invalid(detail, [{ pointer: "#/status", detail }], 400);
  }
  return { ...body, status, accessId };
}

const YEAR_DAYS = 365;

/** What assistants ask about a port, and for the person or team that they act for. */
export function portRoutes(live: Live = {}) {
  return {
    status: route(getAccessStatus, {
      ...live,
      input: (_request, { id = "", portId = "" }) => ({ productId: id, portId }),
    }),
    request: handler(
      { name: "access.requestByProgram", ...live },
      async ({ live: runtime, actor, request, params: { id: productId = "", portId = "" } }) => {
        refuseCrossSite(request, actor.kind);
        const { purpose, termsSha256 } = await readJson(request);
        const asked = await requestAccess.execute(runtime, actor, {
          ...{
            productId,
            portId,
            purpose,
            termsSha256,
            durationDays: YEAR_DAYS,
            consumer: consumerOf(actor),
          },
        });
        return json({
          accessId: asked.accessId,
          status: asked.status === "approved" ? "approved" : "requested",
        });
      },
    ),
  };
}

function consumerOf({ kind, id, teamId }: Actor) {
  if (kind === "user") return { kind: "user", id };
  if (teamId !== null) return { kind: "team", id: teamId };
  throw invalid(
    "A key of the whole organisation asks for nobody in particular: put the access with its consumer.",
  );
}

/** OpenID AuthZEN's evaluation of one access. */
export const evaluationRoute = (live: Live = {}): Handler =>
  route(evaluateAccess, { ...live, input: readJson });
