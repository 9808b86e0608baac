import "server-only";

import type { Db } from "./db/client";

/** Rings when something changed for people whose pages are open. */
export const LIVE_CHANNEL = "trellis_live";

/** Postgres carries at most 8,000 bytes with a ring. */
const PEOPLE_PER_RING = 150;

/** Rings, once the transaction commits, at the open pages of the people. */
export async function ringPeople(db: Db, userIds: readonly string[]): Promise<void> {
  const people = [...new Set(userIds)].sort();
  for (let at = 0; at < people.length; at += PEOPLE_PER_RING) {
    const some = people.slice(at, at + PEOPLE_PER_RING);
    await db.$executeRaw`select pg_notify(${LIVE_CHANNEL}, ${some.join(" ")})`;
  }
}

/** At whom a ring was. */
export const peopleIn = (said: string): string[] => said.split(" ").filter((id) => id !== "");
