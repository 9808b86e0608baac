import "server-only";

import type pg from "pg";

import type { SearchEngine } from "../engine";
import type { EngineAnswer } from "../model";

const NOTHING: EngineAnswer = {
  engine: "postgres",
  fallback: false,
  hits: [],
  total: 0,
  facets: {
    domain: [],
    team: [],
    status: [],
    type: [],
    portType: [],
    classification: [],
    tag: [],
    personalData: [],
  },
};

/** The index that lives in Postgres beside everything else. */
export function createPostgresEngine(_pool: pg.Pool): SearchEngine {
  return {
    name: "postgres",
    put: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    search: () => Promise.resolve(NOTHING),
    suggest: () => Promise.resolve({ engine: "postgres", fallback: false, suggestions: [] }),
    rebuild: () => Promise.resolve({ indexed: 0, removed: 0, tookMs: 0 }),
    count: () => Promise.resolve(0),
    close: () => Promise.resolve(),
  };
}
