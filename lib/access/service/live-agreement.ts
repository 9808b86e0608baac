import "server-only";

import { conflict } from "@/lib/platform/errors";

import { isLive, type Period, statusAt } from "../rules/agreement";

/** What has ended is not ended, reviewed or granted again. */
export function refuseEnded(row: Period, now: Date): void {
  const status = statusAt(row, now);
  if (!isLive(status)) throw conflict(`The access has ended: it is ${status}.`);
}
