import "server-only";

import { LIVE_CHANNEL, peopleIn } from "@/lib/platform/live";
import { startListener } from "@/lib/platform/listener";
import type { Loop } from "@/lib/platform/loop";
import type { Runtime } from "@/lib/platform/operation";

/** An open page: `ring` says that something changed for its person, `leave` that it has to make room. */
type Page = { userId: string; ring: () => void; leave: () => void };

/** The open pages of this process. All share one connection that listens. */
export type Hub = {
  /** Lets a page hear of its person's changes until the function that it returns is called. */
  join: (page: Page) => () => void;
  stop: () => Promise<void>;
};

/** Pages that one person may have open in one process: the oldest makes room for the next. */
export const PAGES_PER_PERSON = 8;

export function createHub(runtime: Runtime): Hub {
  const pages = new Map<string, Set<Page>>();
  let listener: Loop | null = null;

  function ring(said: string | null): void {
    // After a connect nobody knows at whom rings were meanwhile.
    const concerned = said === null ? [...pages.keys()] : peopleIn(said);
    for (const userId of concerned) for (const page of pages.get(userId) ?? []) page.ring();
  }

  function makeRoom(own: Set<Page>): void {
    const [oldest] = own;
    if (own.size < PAGES_PER_PERSON || !oldest) return;
    own.delete(oldest);
    oldest.leave();
  }

  return {
    join(page) {
      listener ??= startListener({
        pool: runtime.pool,
        channels: { [LIVE_CHANNEL]: ring },
        onConnect: () => Promise.resolve(),
      });
      const own = pages.get(page.userId) ?? new Set();
      makeRoom(own);
      pages.set(page.userId, own.add(page));
      return () => {
        own.delete(page);
        if (own.size === 0 && pages.get(page.userId) === own) pages.delete(page.userId);
      };
    },
    stop: async () => {
      await listener?.stop();
    },
  };
}

/** Survives the bundles that Next makes of one module: a process has one hub. */
const shared = globalThis as typeof globalThis & { trellisHub?: Hub };

export const liveHub = (runtime: Runtime): Hub => (shared.trellisHub ??= createHub(runtime));
