import "server-only";

import type pg from "pg";

import { coalesce } from "../coalesce";
import type { SearchEngine } from "../engine";
import type { EngineHit, EngineSuggestions, Match } from "../model";
import { findMatches, rangesIn } from "../text/matches";

import { type Asker, createAsker, type MirrorAnswer } from "./ask";
import type { Mirror } from "./mirror";
import { catchUp, readDocuments, readRevisions } from "./reading";
import { rebuild } from "./rebuilding";
import { asWriter, type Change, writeEverywhere } from "./writing";

export type PostgresOptions = { patienceMs: number };

const DOCUMENTS_AT_ONCE = 500;
const ATTEMPTS = 3;

/**
 * The index that lives in Postgres beside everything else. Its tables are the truth; each process answers from a
 * mirror of them in its memory, which catches up before it answers.
 */
export function createPostgresEngine(pool: pg.Pool, { patienceMs }: PostgresOptions): SearchEngine {
  const inTurn = createQueue();
  const mirrors = createMirrors(pool);

  async function write(changes: readonly Change[]): Promise<void> {
    for (let start = 0; start < changes.length; start += DOCUMENTS_AT_ONCE)
      await inTurn(() =>
        asWriter(pool, (client) => writeEverywhere(client, changes.slice(start, start + DOCUMENTS_AT_ONCE))),
      );
  }

  return {
    name: "postgres",
    put: (documents) =>
      write(documents.map((document) => ({ id: document.id, revision: document.revision, document }))),
    remove: (removals) => write(removals.map(({ id, revision }) => ({ id, revision, document: null }))),
    async search(query) {
      const { answer, hits } = await mirrors.ask((asker) => asker.search(query));
      return { engine: "postgres", fallback: false, hits, total: answer.total, facets: answer.facets };
    },
    async suggest(query) {
      const { answer, hits } = await mirrors.ask((asker) => asker.suggest(query));
      return {
        engine: "postgres",
        fallback: false,
        suggestions: hits.map((hit) => toSuggestion(hit, answer)),
      };
    },
    rebuild: (documents, expected) => rebuild(pool, { documents, expected, patienceMs }),
    revisionsOf: (ids) => readRevisions(pool, ids),
    count: async () => (await mirrors.current()).size(),
    close: () => Promise.resolve(),
  };
}

function toSuggestion(
  { document }: EngineHit,
  { understood }: MirrorAnswer,
): EngineSuggestions["suggestions"][number] {
  return {
    id: document.id,
    label: document.name,
    detail: document.domain?.label ?? document.team.label,
    ranges: rangesIn("name", document.name, understood),
  };
}

/** Runs one piece of work after the other: waiting for a lock of the database would hold a connection. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return function inTurn(work: () => Promise<void>): Promise<void> {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  };
}

type Asked = { answer: MirrorAnswer; hits: EngineHit[] };

/** The mirror of this process, and the way to ask it so that an answer is never older than the question. */
function createMirrors(pool: pg.Pool) {
  let known: { mirror: Mirror; asker: Asker } | null = null;

  const refresh = coalesce(async () => {
    const mirror = await catchUp(pool, known && isWorn(known.mirror) ? null : (known?.mirror ?? null));
    if (known?.mirror !== mirror) known = { mirror, asker: createAsker(mirror) };
  });

  async function ready(): Promise<{ mirror: Mirror; asker: Asker }> {
    for (;;) {
      if (known) return known;
      await refresh();
    }
  }

  async function current(): Promise<Mirror> {
    await refresh();
    return (await ready()).mirror;
  }

  async function ask(question: (asker: Asker) => MirrorAnswer): Promise<Asked> {
    for (let attempt = 1; ; attempt++) {
      const { mirror, asker } = await ready();
      const answer = question(asker);
      const { seq } = mirror;
      const wanted = answer.slots.map((slot) => ({ id: mirror.idOf(slot), seq: mirror.seqOf(slot) }));
      const now = await readDocuments(
        pool,
        wanted.map(({ id }) => id),
      );
      const isCurrent = now.generation === mirror.generation && now.seq === seq;
      if (isCurrent || attempt === ATTEMPTS) {
        // What has changed since the mirror answered might not be for this asker.
        const found = wanted.map(({ id, seq: known }) => ({ known, row: now.documents.get(id) }));
        const documents = found.flatMap(({ known, row }) =>
          row && (isCurrent || row.seq === known) ? [row.document] : [],
        );
        return {
          answer,
          hits: documents.map((document) => ({ document, matches: matchesOf(document, answer) })),
        };
      }
      await refresh();
    }
  }

  return { ask, current };
}

const matchesOf = (document: EngineHit["document"], { understood }: MirrorAnswer): Match[] =>
  findMatches(document, understood);

/** Dead slots are never used again: a mirror that is mostly dead is made anew. */
const isWorn = (mirror: Mirror): boolean => mirror.slots() > 2 * mirror.size() + 20_000;
