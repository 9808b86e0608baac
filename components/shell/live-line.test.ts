import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { startLine } from "./live-line";

/** A browser's own EventSource, as far as the line uses it: the test is the server. */
class Source extends EventTarget {
  static all: Source[] = [];
  isOpen = true;
  constructor() {
    super();
    Source.all.push(this);
  }
  close(): void {
    this.isOpen = false;
  }
  say(event: string, data: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(event), { data: JSON.stringify(data) }));
  }
}

const page = Object.assign(new EventTarget(), { hidden: false });
const answers: { status: number; body: object }[] = [];
const asked: string[] = [];
let stop: () => void = () => undefined;

const open = () => Source.all.filter(({ isOpen }) => isOpen);
const state = (unread: number) => ({ unread, waiting: 0, newest: null });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("document", page);
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    const { status, body } = answers.shift() ?? { status: 503, body: {} };
    return Promise.resolve(Response.json(body, { status }));
  });
  page.hidden = false;
  Source.all = [];
  asked.length = 0;
  answers.length = 0;
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function aLine() {
  const told: [unread: number, isNews: boolean][] = [];
  stop = startLine({ onState: ({ unread }, isNews) => told.push([unread, isNews]) });
  return told;
}

function look(isHidden: boolean): void {
  page.hidden = isHidden;
  page.dispatchEvent(new Event("visibilitychange"));
}

describe("the line of an open page", () => {
  it("says first how things stand, and that everything after it is news", () => {
    const told = aLine();
    Source.all[0]?.say("state", state(1));
    Source.all[0]?.say("state", state(2));
    expect(told).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it("comes back after a cut, later each time, and takes the first word for news", async () => {
    const told = aLine();
    Source.all[0]?.say("state", state(1));
    Source.all[0]?.say("error");
    expect(open()).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(open()).toHaveLength(1);
    open()[0]?.say("error");
    await vi.advanceTimersByTimeAsync(1_900);
    expect(open()).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(2_100);
    open()[0]?.say("state", state(5));
    expect(told).toEqual([
      [1, false],
      [5, true],
    ]);
    expect(asked).toEqual([]);
  });

  it("is taken for dead after a long silence, and not while it beats", async () => {
    aLine();
    for (let beats = 0; beats < 10; beats++) {
      await vi.advanceTimersByTimeAsync(15_000);
      Source.all[0]?.say("beat");
    }
    expect(Source.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(45_000);
    expect(Source.all.length).toBeGreaterThan(1);
  });

  it("asks every 30 s where no line can be had", async () => {
    const told = aLine();
    answers.push({ status: 200, body: state(3) }, { status: 200, body: state(4) });
    Source.all[0]?.say("room");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual([
      [3, true],
      [4, true],
    ]);
    expect(open()).toEqual([]);
  });

  it("is given back while nobody looks for long, and taken up again", async () => {
    const told = aLine();
    Source.all[0]?.say("state", state(1));
    look(true);
    await vi.advanceTimersByTimeAsync(10_000);
    look(false);
    expect(Source.all).toHaveLength(1);
    look(true);
    await vi.advanceTimersByTimeAsync(120_000);
    expect([open().length, asked.length]).toEqual([0, 0]);
    look(false);
    open()[0]?.say("state", state(2));
    expect(told.at(-1)).toEqual([2, true]);
  });

  it("is not taken by a tab that was opened behind others", async () => {
    page.hidden = true;
    const told = aLine();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Source.all).toEqual([]);
    look(false);
    open()[0]?.say("state", state(2));
    expect(told).toEqual([[2, true]]);
  });

  it("ends for good with the session", async () => {
    aLine();
    Source.all[0]?.say("over");
    look(true);
    look(false);
    await vi.advanceTimersByTimeAsync(300_000);
    expect([Source.all.length, asked.length]).toEqual([1, 0]);
  });

  it("ends for good when asking finds that the session is over", async () => {
    aLine();
    Source.all[0]?.say("room");
    answers.push({ status: 401, body: {} });
    await vi.advanceTimersByTimeAsync(300_000);
    expect([Source.all.length, asked.length]).toEqual([1, 1]);
  });
});
