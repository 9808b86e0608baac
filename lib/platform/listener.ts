import "server-only";

import type pg from "pg";

import { type Loop, startLoop } from "./loop";

const RECONNECT_POLL_MS = 5_000;

type Options = {
  pool: pg.Pool;
  /**
   * What to do when a channel rings, with what was said. All ring after a connect, with null: what was said before
   * may have been missed.
   */
  channels: Readonly<Record<string, (said: string | null) => void>>;
  /** Prepares each new connection. */
  onConnect: (client: pg.PoolClient) => Promise<void>;
};

/** Keeps one connection that listens to Postgres' notifications. */
export function startListener({ pool, channels, onConnect }: Options): Loop {
  let current: pg.PoolClient | null = null;

  async function keepListening(): Promise<number> {
    if (current) return 0;
    const client = await pool.connect();
    try {
      client.on("error", () => {
        drop(client);
      });
      client.on("notification", ({ channel, payload }) => channels[channel]?.(payload ?? ""));
      for (const channel of Object.keys(channels))
        await client.query(`listen ${client.escapeIdentifier(channel)}`);
      await onConnect(client);
      current = client;
      for (const ring of Object.values(channels)) ring(null);
      return 0;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  function drop(client: pg.PoolClient): void {
    if (current !== client) return;
    current = null;
    client.release(true);
    loop.wake();
  }

  const loop: Loop = startLoop({ name: "listener", step: keepListening, pollMs: RECONNECT_POLL_MS });
  return {
    ...loop,
    stop: async () => {
      await loop.stop();
      current?.release(true);
      current = null;
    },
  };
}
