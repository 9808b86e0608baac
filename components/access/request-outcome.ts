import type { AccessRequest } from "@/lib/access/model";

import { timelineOf } from "./request-timeline";
import { dayWord } from "./words";

/** What is true of a request now, in a sentence: the last thing that happened to it. */
export function outcomeOf(request: AccessRequest): string {
  const last = timelineOf(request).findLast(
    ({ tone }) => tone !== "ahead" && tone !== "open" && tone !== "quiet",
  );
  return `${last?.title ?? "The request has changed"}.`;
}

/** For whom the reader would decide; null where they are asked themselves. */
export const standingOf = ({ standsInFor }: AccessRequest, now: Date): string | null =>
  standsInFor &&
  `You decide for ${standsInFor.person.name}, who is away until ${dayWord(standsInFor.until, now)}.`;
