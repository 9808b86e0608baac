import { describe, expect, it } from "vitest";

import { placeOf } from "./request-queue";

const queued = (id: string, day: number) => ({ id, requestedAt: `2026-11-0${day}T09:00:00.000Z` });
const waiting = [queued("a", 1), queued("b", 2), queued("c", 4)];

describe("the place of a request among those that wait", () => {
  it("leads to the one before and the one after it", () => {
    expect(placeOf(queued("b", 2), waiting)).toEqual({
      previous: "/requests/a",
      next: "/requests/c",
      position: 2,
      count: 3,
    });
  });

  it("has an end on both sides", () => {
    expect(placeOf(queued("a", 1), waiting).previous).toBeNull();
    expect(placeOf(queued("c", 4), waiting).next).toBeNull();
  });

  it("goes on where a decided one stood, and at the oldest after the last", () => {
    expect(placeOf(queued("gone", 3), waiting)).toMatchObject({ next: "/requests/c", position: null });
    expect(placeOf(queued("gone", 5), waiting)).toMatchObject({ next: "/requests/a", previous: null });
  });

  it("leads nowhere when nothing waits", () => {
    expect(placeOf(queued("a", 1), [])).toEqual({ previous: null, next: null, position: null, count: 0 });
  });
});
