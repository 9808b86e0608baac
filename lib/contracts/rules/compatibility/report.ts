import type { ContractChange } from "../../model";

/** Takes up one difference. */
export type Report = (change: ContractChange) => void;

type Told = Omit<ContractChange, "isBreaking">;

export const breaking = (change: Told): ContractChange => ({ ...change, isBreaking: true });
export const harmless = (change: Told): ContractChange => ({ ...change, isBreaking: false });

type Naming<T> = {
  /** What makes a member the same in both versions. */
  keyOf: (one: T) => string;
  /** Where a member stands, and what it is called. */
  tell: (key: string) => Pick<ContractChange, "pointer" | "subject">;
  /** Whether a member that is gone is there under another name. */
  looksAlike?: (one: T, other: T) => boolean;
  report: Report;
};

export type Kept<T> = { key: string; before: T; after: T };

/** Reports which members came, which breaks nothing, and which went, which does; returns those of both versions. */
export function reportMembers<T>(
  [before, after]: readonly [readonly T[], readonly T[]],
  { keyOf, tell, looksAlike = () => false, report }: Naming<T>,
): Kept<T>[] {
  const [was, is] = [byKey(before, keyOf), byKey(after, keyOf)];
  const added = [...is].filter(([key]) => !was.has(key));
  const newNames = new Set<string>();
  const kept: Kept<T>[] = [];
  for (const [key, one] of was) {
    const other = is.get(key);
    if (other !== undefined) {
      kept.push({ key, before: one, after: other });
      continue;
    }
    const to = onlyOf(added.filter(([, candidate]) => looksAlike(one, candidate)));
    if (to !== null) newNames.add(to);
    const what =
      to === null
        ? { kind: "removed" as const, what: "is removed" }
        : { kind: "renamed" as const, what: `is renamed to ${to}` };
    report(breaking({ ...tell(key), ...what }));
  }
  for (const [key] of added)
    if (!newNames.has(key)) report(harmless({ ...tell(key), kind: "added", what: "is added" }));
  return kept;
}

/** The name of the one that there is; null where there are several, of which each might be meant. */
const onlyOf = (named: readonly (readonly [string, unknown])[]): string | null =>
  named.length === 1 ? (named[0]?.[0] ?? null) : null;

/** The second of two with one key gets a number, so that none is lost. */
function byKey<T>(members: readonly T[], keyOf: (one: T) => string): Map<string, T> {
  const named = new Map<string, T>();
  for (const member of members) {
    const key = keyOf(member);
    let free = key;
    for (let n = 2; named.has(free); n++) free = `${key} #${n}`;
    named.set(free, member);
  }
  return named;
}
