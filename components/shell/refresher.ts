type Parts = {
  refresh: () => void;
  /** Whether a refresh could take away what somebody is writing. */
  mustWait: () => boolean;
  /** Says whether the page has something new that it does not show yet. */
  onWaiting: (isWaiting: boolean) => void;
};

const APART_MS = 1000;
const LOOK_AGAIN_MS = 2000;

/** Refreshes the page at most once a second, and not while something is written on it. */
export function createRefresher({ refresh, mustWait, onWaiting }: Parts) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last = -Infinity;

  function plan(ms: number): void {
    timer ??= setTimeout(() => {
      timer = null;
      if (mustWait()) wait();
      else now();
    }, ms);
  }

  function wait(): void {
    onWaiting(true);
    plan(LOOK_AGAIN_MS);
  }

  function stop(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function now(): void {
    stop();
    last = performance.now();
    onWaiting(false);
    refresh();
  }

  return { request: () => plan(Math.max(0, last + APART_MS - performance.now())), now, stop };
}
