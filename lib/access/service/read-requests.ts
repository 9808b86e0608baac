import "server-only";

import { z } from "zod";

import { fromCursor, toCursor } from "@/lib/catalog";
import { allow } from "@/lib/platform/actor";
import type { Prisma } from "@/lib/platform/db/generated/client";
import { query } from "@/lib/platform/operation";

import { AccessRequest, RequestPage, RequestStatus, RequestSummary } from "../model";
import type { Asker } from "../policy/asker";
import { requestsAsking, requestsDecidedBy, requestsOf } from "../policy/requests";
import { loadAsker } from "../store/askers";
import { countRequests, getRequestRow, listRequestRows, type StoredRequest } from "../store/requests";
import { orNull } from "./inputs";
import { presentRequest } from "./present";
import { describingRequests, toSummary } from "./summaries";

export const getRequest = query({
  name: "access.getRequest",
  summary: "Get an access request with everything that it is decided by and its path.",
  input: z.object({ requestId: z.string() }),
  output: AccessRequest,
  async load({ db, actor, now }, { requestId }) {
    const asker = await loadAsker(db, actor, now);
    return { asker, request: await getRequestRow(db, asker, requestId) };
  },
  allow: () => allow,
  run: (scope, _input, { asker, request }) => presentRequest(scope, asker, request),
});

const PAGE = 50;

/** The last request of a page. */
const Position = z.object({ at: z.iso.datetime().transform((at) => new Date(at)), id: z.string().max(500) });

export const listRequests = query({
  name: "access.listRequests",
  summary:
    "List access requests: those that wait for your decision, your own, those that were decided, or all.",
  input: z.object({
    view: z.enum(["waiting", "mine", "decided", "all"]),
    productId: orNull(z.string()),
    /** Of either side. */
    teamId: orNull(z.string()),
    status: orNull(RequestStatus),
    kind: orNull(RequestSummary.shape.kind),
    /** By default what waits longest comes first, and otherwise what is newest. */
    sort: orNull(z.enum(["oldest", "newest"])),
    cursor: orNull(z.string().max(2000)),
    limit: z.coerce.number().int().min(1).max(100).default(PAGE),
  }),
  output: RequestPage,
  load: ({ db, actor, now }) => loadAsker(db, actor, now),
  allow: () => allow,
  async run({ db }, { view, cursor, limit, ...filter }, asker) {
    const sort = filter.sort ?? (view === "waiting" ? "oldest" : "newest");
    const where = { AND: [VIEWS[view](asker), ...narrowing(filter)] };
    const after = cursor === null ? null : fromCursor(Position, cursor);
    const found = await listRequestRows(db, { asker, where, sort, after, take: limit });
    const requests = found.slice(0, limit);
    const describe = await describingRequests(db, requests);
    const last = found.length > limit ? requests.at(-1) : undefined;
    return {
      items: requests.map((request) => toSummary(describe, asker, request)),
      nextCursor: last ? positionOf(last) : null,
    };
  },
});

const positionOf = ({ requestedAt, id }: StoredRequest): string =>
  toCursor({ at: requestedAt.toISOString(), id });

const OVER: readonly RequestStatus[] = ["approved", "rejected", "cancelled", "lapsed"];

const VIEWS: Record<
  "waiting" | "mine" | "decided" | "all",
  (asker: Asker) => Prisma.AccessRequestWhereInput
> = {
  waiting: requestsAsking,
  mine: requestsOf,
  decided: (asker) => ({ AND: [{ status: { in: [...OVER] } }, requestsDecidedBy(asker)] }),
  all: () => ({}),
};

type Filter = {
  productId: string | null;
  teamId: string | null;
  status: RequestStatus | null;
  kind: RequestSummary["kind"] | null;
};

const narrowing = ({ productId, teamId, status, kind }: Filter): Prisma.AccessRequestWhereInput[] => [
  productId === null ? {} : { productId },
  teamId === null ? {} : { OR: [{ providerTeamId: teamId }, { consumerTeamId: teamId }] },
  status === null ? {} : { status },
  kind === null ? {} : { kind },
];

export const countWaiting = query({
  name: "access.countWaiting",
  summary: "Count the requests that wait for your decision, and those of yours that wait for your answer.",
  input: z.object({}),
  output: z.object({ waiting: z.number().int(), mine: z.number().int() }),
  load: ({ db, actor, now }) => loadAsker(db, actor, now),
  allow: () => allow,
  async run({ db }, _input, asker) {
    const [waiting, mine] = await Promise.all([
      countRequests(db, requestsAsking(asker)),
      countRequests(db, { AND: [{ status: "needsInformation" }, requestsOf(asker)] }),
    ]);
    return { waiting, mine };
  },
});
