import "server-only";

import { countWaiting } from "@/lib/access";
import { countNotices } from "@/lib/events";
import type { LiveState } from "@/lib/events/model";
import { resolveActor } from "@/lib/identity";
import type { Actor } from "@/lib/platform/actor";
import { DomainError, forbidden } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import type { Runtime } from "@/lib/platform/operation";

import { type Hub, liveHub } from "./live-hub";
import { handler, type Handler } from "./route";

const BEAT_MS = 15_000;
/** Rings that come close together become one message. */
const GATHER_MS = 200;
/** Messages that a browser may leave unread before it is taken for gone. */
const UNREAD_MAX = 64;

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // no-transform: compression would hold messages back until a block is full.
  "cache-control": "no-cache, no-store, no-transform",
  "x-accel-buffering": "no",
};

/** What the person's open pages show of what changes: counts, and the newest notice. */
async function liveStateOf(runtime: Runtime, actor: Actor): Promise<LiveState> {
  const [notices, { waiting, mine }] = await Promise.all([
    countNotices.execute(runtime, actor, {}),
    countWaiting.execute(runtime, actor, {}),
  ]);
  return { ...notices, waiting: waiting + mine };
}

/** The same once, for pages that cannot hold a stream open. */
export const liveStateRoute = ({ runtime }: { runtime?: Runtime } = {}): Handler =>
  handler({ name: "live.state", ...(runtime && { runtime }) }, async ({ live, actor }) =>
    Response.json(await liveStateOf(live, actor), { headers: { "cache-control": "no-store" } }),
  );

type Options = { runtime?: Runtime; hub?: Hub; beatMs?: number };

/**
 * Server-sent events for the signed-in person: `state` at once and whenever something changed for them, `beat` to
 * show that the line stands. It ends with `over` when the session does, and with `room` when the person has opened
 * too many. Who asks is looked up again before anything is said.
 */
export const liveRoute = ({ runtime, hub, beatMs = BEAT_MS }: Options = {}): Handler =>
  handler({ name: "live.stream", ...(runtime && { runtime }) }, ({ live, actor, request }) => {
    if (actor.kind !== "user") throw forbidden("Only a signed-in person's pages are kept up to date.");
    const stream = openStream({ runtime: live, hub: hub ?? liveHub(live), actor, request, beatMs });
    return Promise.resolve(new Response(stream, { headers: HEADERS }));
  });

type Opening = { runtime: Runtime; hub: Hub; actor: Actor; request: Request; beatMs: number };

function openStream({ runtime, hub, actor, request, beatMs }: Opening): ReadableStream<Uint8Array> {
  let end: () => void = () => undefined;
  return new ReadableStream({
    start(controller) {
      const line = openLine(controller);
      const page = { runtime, actor, request, line };
      const gatherer = startGatherer(() => say(page));
      const beat = setInterval(() => void keep(page), beatMs);
      beat.unref();
      const forget = hub.join({
        ...{ userId: actor.id, ring: gatherer.ring },
        leave: () => {
          line.end("room");
        },
      });
      line.onEnd(() => {
        clearInterval(beat);
        gatherer.stop();
        forget();
      });
      end = () => {
        line.end(null);
      };
      request.signal.addEventListener("abort", end, { once: true });
      // The browser waits so long before it asks again; not all of them at the same moment.
      line.write(`retry: ${1000 + Math.floor(Math.random() * 4000)}\n\n`);
      gatherer.ring();
      if (request.signal.aborted) end();
    },
    cancel: () => {
      end();
    },
  });
}

type Line = {
  write: (text: string) => void;
  /** Ends the stream, with a last word about why. */
  end: (lastWord: string | null) => void;
  onEnd: (listener: () => void) => void;
};

const utf8 = new TextEncoder();

function openLine(controller: ReadableStreamDefaultController<Uint8Array>): Line {
  let isOver = false;
  let ended: () => void = () => undefined;

  function write(text: string): void {
    if (isOver) return;
    if ((controller.desiredSize ?? 0) < -UNREAD_MAX) end(null);
    else controller.enqueue(utf8.encode(text));
  }

  function end(lastWord: string | null): void {
    if (isOver) return;
    if (lastWord !== null) write(messageOf(lastWord, {}));
    isOver = true;
    ended();
    try {
      controller.close();
    } catch {
      // The reader has gone already.
    }
  }

  return { write, end, onEnd: (listener) => (ended = listener) };
}

const messageOf = (event: string, data: object): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

type OpenPage = { runtime: Runtime; actor: Actor; request: Request; line: Line };

/** Says how things stand, to who still may hear it. */
async function say({ line, ...page }: OpenPage): Promise<void> {
  const actor = await stillThere({ line, ...page });
  if (actor) line.write(messageOf("state", await liveStateOf(page.runtime, actor)));
}

async function keep(page: OpenPage): Promise<void> {
  try {
    if (await stillThere(page)) page.line.write(messageOf("beat", {}));
  } catch (error) {
    // The database is away for a moment: the session is looked up at the next beat.
    log.debug({ err: error }, "a session was not looked up");
  }
}

/** Null, and the line is ended, once the session is over or another's. */
async function stillThere({ runtime, actor, request, line }: OpenPage): Promise<Actor | null> {
  try {
    const now = await resolveActor(runtime, request.headers);
    if (now.id === actor.id) return now;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  line.end("over");
  return null;
}

/** Runs `work` a moment after it is rung for, once for all rings that come together, and never twice at a time. */
function startGatherer(work: () => Promise<void>): { ring: () => void; stop: () => void } {
  const state = { isRung: false, isStopped: false };
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (state.isRung && !state.isStopped) {
      state.isRung = false;
      try {
        await work();
      } catch (error) {
        log.warn({ err: error }, "an open page was not told");
      }
      await pause(GATHER_MS);
    }
    running = null;
  }

  return {
    ring: () => {
      state.isRung = true;
      running ??= run();
    },
    stop: () => {
      state.isStopped = true;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
