import type { ContractChange } from "../../model";

/** Takes up one difference. */
export type Report = (change: ContractChange) => void;

type Told = Omit<ContractChange, "isBreaking">;

export const breaking = (change: Told): ContractChange => ({ ...change, isBreaking: true });
export const harmless = (change: Told): ContractChange => ({ ...change, isBreaking: false });

/** RFC 6901 §3. */
export const escape = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** The members of both lists that have the same key, and those that only one has. */
export function pairUp<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string) {
  const [was, is] = [byKey(before, keyOf), byKey(after, keyOf)];
  return {
    kept: [...was].flatMap(([key, one]) => {
      const other = is.get(key);
      return other === undefined ? [] : [{ key, before: one, after: other }];
    }),
    removed: [...was].flatMap(([key, one]) => (is.has(key) ? [] : [{ key, one }])),
    added: [...is].flatMap(([key, one]) => (was.has(key) ? [] : [{ key, one }])),
  };
}

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
