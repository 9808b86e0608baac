import "server-only";

import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

import type { Job } from "@/lib/platform/jobs";
import { startListener } from "@/lib/platform/listener";
import { type Loop, startLoop } from "@/lib/platform/loop";
import type { Runtime } from "@/lib/platform/operation";
import { FEED_CHANNEL, OUTBOX_CHANNEL, relay } from "@/lib/platform/outbox";
import { announce, holdPresence, releaseDead, withdraw } from "@/lib/platform/presence";
import { startQueue } from "@/lib/platform/queue";
import { type Reaction, react } from "@/lib/platform/reactions";

import { jobs, reactions } from "./registry";

const POLL_MS = 2_000;
const HEARTBEAT_MS = 10_000;

/** Everything that goes on in the background: the portal's own by default, a test's otherwise. */
export type Work = { jobs: readonly Job[]; reactions: readonly Reaction[] };

/**
 * Starts the outbox relay, the reactions and the job queue on the runtime's database. Any number of processes may
 * do so at once. `stop` waits for what is running.
 */
export function startWorker(
  runtime: Runtime,
  work: Work = { jobs, reactions },
): { stop: () => Promise<void> } {
  const id = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const startedAt = runtime.now();
  const queue = startQueue(runtime, work.jobs);
  const feed = work.reactions.map((reaction) =>
    startLoop({ name: reaction.name, step: () => react(runtime, reaction), pollMs: POLL_MS }),
  );
  const wakeFeed = () => {
    for (const loop of feed) loop.wake();
  };
  const relaying = startRelay(runtime, wakeFeed);
  const listener = startListener({
    pool: runtime.pool,
    channels: { [OUTBOX_CHANNEL]: relaying.wake, [FEED_CHANNEL]: wakeFeed },
    onConnect: (client) => holdPresence(client, id),
  });
  const heartbeat = startLoop({
    name: "heartbeat",
    pollMs: HEARTBEAT_MS,
    step: async () => {
      await announce(runtime, { id, startedAt, workers: queue.lockNames() });
      await releaseDead(runtime, id);
      return 0;
    },
  });

  return {
    stop: async () => {
      await Promise.all([relaying, ...feed, heartbeat, queue].map((part) => part.stop()));
      await withdraw(runtime, id);
      await listener.stop();
    },
  };
}

/** Places events as soon as they are committed; polls as well, because a notification can be lost. */
const startRelay = ({ pool }: Runtime, onPlaced: () => void): Loop =>
  startLoop({
    name: "relay",
    pollMs: POLL_MS,
    step: async () => {
      const placed = await relay(pool);
      if (placed > 0) onPlaced();
      return placed;
    },
  });
