/** A stream of numbers that is the same for the same seed on every machine (mulberry32). */
export type Random = {
  /** In [0, 1). */
  next: () => number;
  /** An integer in [0, below). */
  below: (below: number) => number;
  pick: <T>(from: readonly [T, ...T[]]) => T;
  /** Different ones, in random order. */
  some: <T>(from: readonly T[], count: number) => T[];
  chance: (share: number) => boolean;
};

export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const below = (limit: number) => Math.floor(next() * limit);

  function some<T>(from: readonly T[], count: number): T[] {
    const rest = [...from];
    const chosen: T[] = [];
    while (chosen.length < count && rest.length > 0) chosen.push(...rest.splice(below(rest.length), 1));
    return chosen;
  }

  return {
    next,
    below,
    pick: (from) => from[below(from.length)] ?? from[0],
    some,
    chance: (share) => next() < share,
  };
}
