import type { LiveState } from "@/lib/events/model";

type Told = {
  /** How things stand. `isNews`: something has changed since the page was last told, or may have. */
  onState: (state: LiveState, isNews: boolean) => void;
};

/** A tab that nobody has looked at for so long gives its connection back: a browser has only a few. */
const HIDDEN_MS = 15_000;
/** The server speaks every 15 s: after so long a silence the line is dead, though nobody has said so. */
const SILENCE_MS = 40_000;
const POLL_MS = 30_000;
const RETRY_MS_MAX = 30_000;

/**
 * Keeps one line to the server while the tab is looked at, and asks every 30 s where none can be had. The first
 * word after a gap is news: nobody knows what was missed. Returns what ends it.
 */
export function startLine({ onState }: Told): () => void {
  const silence = startTimer(fail);
  const retry = startTimer(open);
  const hide = startTimer(close);
  const poll = startTimer(ask);
  let source: EventSource | null = null;
  let failures = 0;
  let hadGap = document.hidden;
  let isOver = false;

  function open(): void {
    if (isOver || source || document.hidden) return;
    retry.stop();
    // For room: newer tabs need the line, this one asks from time to time until it is looked at again.
    source = connect({ state: tell, beat: hear, over: end, room: close, error: fail });
    silence.set(SILENCE_MS);
  }

  function tell(state: LiveState): void {
    hear();
    onState(state, hadGap);
    // What is said on an open line is said because something has changed.
    hadGap = true;
  }

  function hear(): void {
    failures = 0;
    poll.stop();
    silence.set(SILENCE_MS);
  }

  function close(): void {
    source?.close();
    source = null;
    hadGap = true;
    silence.stop();
    poll.set(POLL_MS);
  }

  function fail(): void {
    close();
    failures += 1;
    retry.set(retryDelay(failures));
  }

  async function ask(): Promise<void> {
    if (isOver || source) return;
    poll.set(POLL_MS);
    const state = document.hidden ? null : await fetchState();
    if (state === "over") end();
    else if (state) onState(state, true);
  }

  function look(): void {
    if (document.hidden) hide.set(HIDDEN_MS);
    else hide.stop();
    open();
  }

  function end(): void {
    isOver = true;
    close();
    for (const timer of [poll, retry, hide]) timer.stop();
    document.removeEventListener("visibilitychange", look);
  }

  document.addEventListener("visibilitychange", look);
  open();
  return end;
}

type Hearing = Record<"beat" | "over" | "room" | "error", () => void> & { state: (state: LiveState) => void };

function connect({ state, beat, over, room, error }: Hearing): EventSource {
  const source = new EventSource("/api/live");
  source.addEventListener("state", ({ data }: MessageEvent<string>) => state(JSON.parse(data) as LiveState));
  source.addEventListener("beat", beat);
  source.addEventListener("over", over);
  source.addEventListener("room", room);
  source.addEventListener("error", error);
  return source;
}

/** A little later each time, and not at the moment at which everybody else tries. */
const retryDelay = (failures: number): number =>
  Math.min(RETRY_MS_MAX, 1000 * 2 ** failures) * (0.5 + Math.random() / 2);

/** Null when nobody answers. */
async function fetchState(): Promise<LiveState | "over" | null> {
  const response = await fetch("/api/live/state").catch(() => null);
  if (response?.ok) return (await response.json()) as LiveState;
  return response?.status === 401 || response?.status === 403 ? "over" : null;
}

/** Work that is done once, after a while, unless it is put off or not wanted any more. */
function startTimer(work: () => unknown) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  const set = (ms: number): void => {
    stop();
    timer = setTimeout(work, ms);
  };
  return { set, stop };
}
