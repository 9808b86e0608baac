/** One part of the suite: a command, and how many tests are in it. */
export type Stage = {
  name: string;
  /** Program below `node_modules/.bin`, or an npm script. */
  command: { bin: string; args: readonly string[] } | { script: string };
  /** `check`: it is one test by itself. Otherwise a report in the tool's JSON tells. */
  count: "check" | "vitest" | "playwright";
};

const check = (script: string): Stage => ({ name: script, command: { script }, count: "check" });

const vitest = (project: string): Stage => ({
  name: project,
  command: { bin: "vitest", args: ["run", "--project", project, "--reporter=default", "--reporter=json"] },
  count: "vitest",
});

/** In the order in which they tell the most the soonest. */
export const STAGES: readonly Stage[] = [
  ...["format", "types", "lint", "layers", "unused"].map(check),
  vitest("unit"),
  vitest("db"),
  check("build"),
  {
    name: "e2e",
    command: { bin: "playwright", args: ["test", "--reporter=list,json"] },
    count: "playwright",
  },
];

const GROUPS: Record<string, readonly string[]> = {
  static: ["format", "types", "lint", "layers", "unused"],
  // The end-to-end tests drive the built portal.
  e2e: ["build", "e2e"],
};

/** The stages that are named, in their order; all of them when none is. A name may stand for a group. */
export function chooseStages(names: readonly string[]): readonly Stage[] {
  const chosen = new Set(names.flatMap((name) => GROUPS[name] ?? [name]));
  const unknown = [...chosen].filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    const known = [...STAGES.map(({ name }) => name), "static"].join(", ");
    throw new Error(`There is no stage named ${unknown.join(" or ")}. Stages: ${known}.`);
  }
  return chosen.size === 0 ? STAGES : STAGES.filter(({ name }) => chosen.has(name));
}
