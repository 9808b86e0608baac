import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { createRefresher } from "./refresher";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function aPage() {
  const page = { refreshes: 0, isWriting: false, isWaiting: false };
  const refresher = createRefresher({
    refresh: () => (page.refreshes += 1),
    mustWait: () => page.isWriting,
    onWaiting: (isWaiting) => (page.isWaiting = isWaiting),
  });
  return { page, refresher };
}

describe("an open page", () => {
  it("is refreshed at once, then at most once a second, and the last change is never left out", () => {
    const { page, refresher } = aPage();
    refresher.request();
    vi.advanceTimersByTime(1);
    expect(page.refreshes).toBe(1);
    for (let n = 0; n < 50; n++) {
      refresher.request();
      vi.advanceTimersByTime(100);
    }
    expect(page.refreshes).toBeLessThanOrEqual(6);
    vi.advanceTimersByTime(1000);
    const after = page.refreshes;
    vi.advanceTimersByTime(10_000);
    expect(page.refreshes).toBe(after);
  });

  it("waits while something is written on it, says so, and is refreshed when that is over", () => {
    const { page, refresher } = aPage();
    page.isWriting = true;
    refresher.request();
    vi.advanceTimersByTime(10_000);
    expect(page).toMatchObject({ refreshes: 0, isWaiting: true });
    page.isWriting = false;
    vi.advanceTimersByTime(2_000);
    expect(page).toMatchObject({ refreshes: 1, isWaiting: false });
  });

  it("is refreshed when its reader wants it, whatever is written", () => {
    const { page, refresher } = aPage();
    page.isWriting = true;
    refresher.request();
    vi.advanceTimersByTime(1);
    refresher.now();
    expect(page).toMatchObject({ refreshes: 1, isWaiting: false });
    vi.advanceTimersByTime(10_000);
    expect(page.refreshes).toBe(1);
  });
});
