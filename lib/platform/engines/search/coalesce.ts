/**
 * Makes a function that does the work once for all who ask for it while it has not begun. Whoever asks while it
 * is being done gets the next run: what he has just changed might have been overlooked by this one.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function start(): Promise<void> {
    next = null;
    running = work().finally(() => {
      running = null;
    });
    return running;
  }

  return function run(): Promise<void> {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}
