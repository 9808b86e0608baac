import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

import { z } from "zod";

import { openApiChecker } from "./openapi";
import { distribution, rank, type StubDocument, StubQuery, StubSettings } from "./ranking";

export type MeilisearchStub = {
  url: string;
  key: string;
  /** What was said that Meilisearch's OpenAPI document does not allow. */
  violations: readonly string[];
  /** Whether there was such a document to check by. */
  isChecked: boolean;
  /** Refuses connections until `start`. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** Forgets everything, as a new server would. */
  empty: () => void;
};

type Index = { primaryKey: string; settings: StubSettings; documents: Map<string, StubDocument> };
type Task = { uid: number; indexUid: string | null; type: string; error: string | null };
type Answer = { status: number; body: unknown };
type Request = { body: unknown; parts: readonly string[] };
type State = { indexes: Map<string, Index>; tasks: Task[] };
type Route = { method: string; template: string; run: (state: State, request: Request) => Answer };

/**
 * A Meilisearch for tests: as much of the HTTP interface as the driver uses, in memory. It checks every request
 * and its own answers against Meilisearch's OpenAPI document when that is at hand.
 */
export async function startMeilisearchStub(): Promise<MeilisearchStub> {
  const key = "stub-key";
  const check = openApiChecker();
  const violations: string[] = [];
  const state: State = { indexes: new Map(), tasks: [] };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://stub");
    const body = await readJson(request);
    const method = request.method ?? "GET";
    const route = ROUTES.find(
      (candidate) => candidate.method === method && partsOf(candidate.template, pathname),
    );
    const answer = !isAllowed(request, key)
      ? refusal(403, "invalid_api_key")
      : route
        ? run(route, state, { body, parts: partsOf(route.template, pathname) ?? [] })
        : refusal(404, "not_found");
    if (route)
      violations.push(
        ...(check?.({
          method,
          template: route.template,
          body,
          ...{ status: answer.status, answer: answer.body },
        }) ?? []),
      );
    else violations.push(`${method} ${pathname} is not served`);
    response
      .writeHead(answer.status, { "content-type": "application/json" })
      .end(JSON.stringify(answer.body));
  }

  let server = listener(serve);
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    key,
    violations,
    isChecked: check !== null,
    stop: () => close(server),
    start: async () => {
      server = listener(serve);
      await listen(server, port);
    },
    empty: () => {
      state.indexes.clear();
    },
  };
}

const listener = (serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Server =>
  createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text === "" ? undefined : JSON.parse(text);
}

const isAllowed = ({ headers }: IncomingMessage, key: string): boolean =>
  headers.authorization === `Bearer ${key}`;

/** The values in a path of this form, or null when it has another. */
function partsOf(template: string, pathname: string): string[] | null {
  const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, "([^/]+)")}$`);
  const match = pattern.exec(pathname);
  return match ? match.slice(1).map(decodeURIComponent) : null;
}

function run(route: Route, state: State, request: Request): Answer {
  try {
    return route.run(state, request);
  } catch (error) {
    return refusal(400, "bad_request", error instanceof Error ? error.message : String(error));
  }
}

const refusal = (status: number, code: string, message = code): Answer => ({
  status,
  body: { message, code, type: "invalid_request", link: "https://docs.meilisearch.com/errors" },
});
const missing = (): Answer => refusal(404, "index_not_found");

const AT = "2025-01-01T00:00:00Z";

/** Carries out at once what Meilisearch carries out later; the answer does not tell yet. */
function enqueue(state: State, indexUid: string | null, type: string, work: () => void): Answer {
  const task: Task = { uid: state.tasks.length, indexUid, type, error: null };
  try {
    work();
  } catch (error) {
    task.error = error instanceof Error ? error.message : String(error);
  }
  state.tasks.push(task);
  return { status: 202, body: { taskUid: task.uid, indexUid, status: "enqueued", type, enqueuedAt: AT } };
}

const Documents = z.array(z.record(z.string(), z.unknown()));
const newIndex = (primaryKey = "key"): Index => ({
  primaryKey,
  settings: StubSettings.parse({}),
  documents: new Map(),
});

function toTask({ uid, indexUid, type, error }: Task) {
  const status = error === null ? "succeeded" : "failed";
  const problem = error === null ? null : refusal(400, "internal", error).body;
  const times = { enqueuedAt: AT, startedAt: AT, finishedAt: AT, duration: "PT0S" };
  return { uid, batchUid: uid, indexUid, status, type, canceledBy: null, error: problem, ...times };
}

function searchOne(state: State, raw: unknown): Record<string, unknown> {
  const query = StubQuery.parse(raw);
  const index = state.indexes.get(query.indexUid);
  if (!index) throw new Error(`Index ${query.indexUid} not found.`);
  const found = rank([...index.documents.values()], query, index.settings);
  const start = (query.page - 1) * query.hitsPerPage;
  const shown = query.attributesToRetrieve ?? index.settings.displayedAttributes;
  const hits = found
    .slice(start, start + query.hitsPerPage)
    .map((document) => Object.fromEntries(Object.entries(document).filter(([name]) => shown.includes(name))));
  return {
    indexUid: query.indexUid,
    hits,
    query: query.q,
    processingTimeMs: 0,
    hitsPerPage: query.hitsPerPage,
    page: query.page,
    totalPages: Math.ceil(found.length / Math.max(1, query.hitsPerPage)),
    totalHits: found.length,
    facetDistribution: distribution(found, query.facets),
  };
}

const ROUTES: readonly Route[] = [
  {
    method: "GET",
    template: "/indexes/{index_uid}",
    run: ({ indexes }, { parts: [uid = ""] }) => {
      const index = indexes.get(uid);
      return index
        ? { status: 200, body: { uid, primaryKey: index.primaryKey, createdAt: AT, updatedAt: AT } }
        : missing();
    },
  },
  {
    method: "POST",
    template: "/indexes",
    run: (state, { body }) => {
      const { uid, primaryKey } = z.object({ uid: z.string(), primaryKey: z.string() }).parse(body);
      return enqueue(state, uid, "indexCreation", () => {
        if (state.indexes.has(uid)) throw new Error(`Index ${uid} already exists.`);
        state.indexes.set(uid, newIndex(primaryKey));
      });
    },
  },
  {
    method: "DELETE",
    template: "/indexes/{index_uid}",
    run: (state, { parts: [uid = ""] }) =>
      enqueue(state, uid, "indexDeletion", () => {
        if (!state.indexes.delete(uid)) throw new Error(`Index ${uid} not found.`);
      }),
  },
  {
    method: "PATCH",
    template: "/indexes/{index_uid}/settings",
    run: (state, { body, parts: [uid = ""] }) =>
      enqueue(state, uid, "settingsUpdate", () => {
        const index = state.indexes.get(uid) ?? newIndex();
        state.indexes.set(uid, { ...index, settings: StubSettings.parse(body) });
      }),
  },
  {
    method: "POST",
    template: "/indexes/{index_uid}/documents",
    run: (state, { body, parts: [uid = ""] }) =>
      enqueue(state, uid, "documentAdditionOrUpdate", () => {
        const index = state.indexes.get(uid) ?? newIndex();
        state.indexes.set(uid, index);
        for (const document of Documents.parse(body))
          index.documents.set(String(document[index.primaryKey]), document);
      }),
  },
  {
    method: "POST",
    template: "/indexes/{index_uid}/documents/delete-batch",
    run: (state, { body, parts: [uid = ""] }) =>
      enqueue(state, uid, "documentDeletion", () => {
        for (const key of z.array(z.string()).parse(body)) state.indexes.get(uid)?.documents.delete(key);
      }),
  },
  {
    method: "GET",
    template: "/indexes/{index_uid}/documents/{document_id}",
    run: ({ indexes }, { parts: [uid = "", id = ""] }) => {
      const document = indexes.get(uid)?.documents.get(id);
      return document ? { status: 200, body: document } : refusal(404, "document_not_found");
    },
  },
  {
    method: "GET",
    template: "/indexes/{index_uid}/stats",
    run: ({ indexes }, { parts: [uid = ""] }) => {
      const index = indexes.get(uid);
      const sizes = { indexSize: 0, usedIndexSize: 0, rawDocumentDbSize: 0, avgDocumentSize: 0 };
      if (!index) return missing();
      return {
        status: 200,
        body: { numberOfDocuments: index.documents.size, ...sizes, isIndexing: false, fieldDistribution: {} },
      };
    },
  },
  {
    method: "POST",
    template: "/swap-indexes",
    run: (state, { body }) => {
      const swaps = z.array(z.object({ indexes: z.tuple([z.string(), z.string()]) })).parse(body);
      return enqueue(state, null, "indexSwap", () => {
        for (const {
          indexes: [one, other],
        } of swaps)
          swap(state, one, other);
      });
    },
  },
  {
    method: "POST",
    template: "/multi-search",
    run: (state, { body }) => {
      const { queries } = z
        .object({ queries: z.array(z.object({ indexUid: z.string() }).loose()) })
        .parse(body);
      if (queries.some(({ indexUid }) => !state.indexes.has(indexUid))) return missing();
      return { status: 200, body: { results: queries.map((query) => searchOne(state, query)) } };
    },
  },
  {
    method: "GET",
    template: "/tasks/{task_id}",
    run: ({ tasks }, { parts: [uid = ""] }) => {
      const task = tasks[Number(uid)];
      return task ? { status: 200, body: toTask(task) } : refusal(404, "task_not_found");
    },
  },
];

function swap({ indexes }: State, one: string, other: string): void {
  const [first, second] = [indexes.get(one), indexes.get(other)];
  if (!first || !second) throw new Error("Both indexes must exist.");
  indexes.set(one, second);
  indexes.set(other, first);
}
