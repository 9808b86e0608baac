import { z } from "zod";

import matrix from "./matrix.json";
import { type PersonaId, PERSONAS } from "./personas";

/** hidden: the thing does not exist for them. unknown: they do not prove who they are. */
export type Outcome = { kind: "yes" | "hidden" | "unknown" } | { kind: "no"; because: string };

/** What everybody may do with one operation, or one route of the API. */
export type MatrixRow = {
  /** `domain.verbNoun`, or a method and a path. */
  name: string;
  /** What it was tried on. */
  about: string;
  /** Without those to whom it is not offered: jobs and webhooks send no requests. */
  outcomes: ReadonlyMap<PersonaId, Outcome>;
};

const Kept = z.record(
  z.string(),
  z.strictObject({
    on: z.string(),
    yes: z.string().optional(),
    no: z.record(z.string(), z.string()).optional(),
    hidden: z.string().optional(),
    unknown: z.string().optional(),
  }),
);
type Kept = z.infer<typeof Kept>;

/** The matrix as it is committed; permissions.db.test.ts proves that the portal keeps to it. */
export const readMatrix = (kept: unknown = matrix): MatrixRow[] =>
  Object.entries(Kept.parse(kept)).map(([name, { on, yes, no, hidden, unknown }]) => ({
    name,
    about: on,
    outcomes: new Map<PersonaId, Outcome>([
      ...each(yes, { kind: "yes" }),
      ...Object.entries(no ?? {}).flatMap(([because, ids]) => each(ids, { kind: "no", because })),
      ...each(hidden, { kind: "hidden" }),
      ...each(unknown, { kind: "unknown" }),
    ]),
  }));

const each = (ids: string | undefined, outcome: Outcome): [PersonaId, Outcome][] =>
  PERSONAS.filter(({ id }) => (ids ?? "").split(" ").includes(id)).map(({ id }) => [id, outcome]);

/** The matrix as it is kept: one line per operation and route. */
export function writeMatrix(rows: readonly MatrixRow[]): string {
  const lines = rows.map((row) => `  ${JSON.stringify(row.name)}: ${spaced(toKept(row))}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

function toKept({ about, outcomes }: MatrixRow): Kept[string] {
  const because = [...outcomes.values()].flatMap((outcome) =>
    outcome.kind === "no" ? [outcome.because] : [],
  );
  const ids = (fits: (outcome: Outcome) => boolean) =>
    PERSONAS.map(({ id }) => id)
      .filter((id) => {
        const outcome = outcomes.get(id);
        return outcome !== undefined && fits(outcome);
      })
      .join(" ");
  const no = Object.fromEntries(
    [...new Set(because)].map((reason) => [reason, ids((o) => o.kind === "no" && o.because === reason)]),
  );
  const [yes, hidden, unknown] = (["yes", "hidden", "unknown"] as const).map((kind) =>
    ids((outcome) => outcome.kind === kind),
  );
  return {
    on: about,
    ...(yes && { yes }),
    ...(because.length > 0 && { no }),
    ...(hidden && { hidden }),
    ...(unknown && { unknown }),
  };
}

/** JSON in one line, with room around what it holds. */
const spaced = (value: unknown): string => JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
