"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";

import { Button, buttonClass, ButtonLink } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { bindPageKeys } from "@/components/ui/page-keys";
import type { Action } from "@/lib/platform/wire";

import { type ActId, ACTS } from "./request-acts";
import { RequestDraft } from "./request-draft";
import { RequestOvertaken } from "./request-overtaken";

/** Where the request stands among those that wait for the reader. */
export type QueuePlace = {
  previous: string | null;
  next: string | null;
  /** From 1; null where it does not wait for the reader. */
  position: number | null;
  count: number;
};

type Props = {
  requestId: string;
  version: number;
  /** What the reader may do now. */
  acts: readonly ActId[];
  actions: Readonly<Record<ActId, Action<unknown>>>;
  effects: Readonly<Record<ActId, string>>;
  /** What is true of the request now, for whoever comes too late. */
  outcome: string;
  /** Whom the reader stands in for, in words. */
  standing: string | null;
  queue: QueuePlace;
};

/** The lower edge of a request: what the reader does with it, and the way to the next one. */
export function RequestBar(props: Props) {
  const { version, standing, queue } = props;
  const bar = useRef<HTMLElement>(null);
  const { draft, done, begin, ...rest } = useDraft(bar, version);
  const acts = isOnItsWay(done, version) ? [] : props.acts;
  useBarKeys(acts, draft === null ? begin : null, queue);

  if (draft !== null) {
    return (
      <Frame reference={bar}>
        <Drafting {...props} {...rest} draft={draft} />
      </Frame>
    );
  }
  if (acts.length === 0 && done === null && queue.position === null) return null;
  return (
    <Frame reference={bar}>
      {done && <Done act={done.act} next={queue.next} />}
      {standing && acts.length > 0 && <p className="text-sm text-risk">{standing}</p>}
      <div className="flex flex-wrap items-center gap-2 not-first:mt-3 empty:hidden">
        {acts.map((act) => (
          <Choice key={act} act={act} onChoose={() => begin(act)} />
        ))}
        <Queue {...queue} />
      </div>
    </Frame>
  );
}

/** Whether the page as it is after the act has not come yet. */
const isOnItsWay = (done: { version: number } | null, version: number): boolean => done?.version === version;

type Drafts = ReturnType<typeof useDraft>;
type DraftingProps = Props & Omit<Drafts, "draft" | "done" | "begin"> & { draft: Draft };

function Drafting({
  requestId,
  version,
  acts,
  actions,
  effects,
  outcome,
  draft,
  note,
  ...on
}: DraftingProps) {
  const { act, isSending } = draft;
  if (!isSending && !acts.includes(act))
    return <RequestOvertaken outcome={outcome} note={note} onClose={on.drop} />;
  return (
    <RequestDraft
      act={act}
      fields={{ requestId, version: String(version) }}
      hasChanged={!isSending && draft.version !== version}
      action={actions[act]}
      effect={effects[act]}
      outcome={outcome}
      note={note}
      onNote={on.setNote}
      onSend={on.send}
      onRefused={on.stay}
      onLeave={on.leave}
      onDone={on.finish}
    />
  );
}

/** `version`: of the request, as it was when the reader began. */
type Draft = { act: ActId; version: number; isSending: boolean };

/** What the reader is about to do. The note outlives a change of mind, and whatever others do meanwhile. */
function useDraft(bar: RefObject<HTMLElement | null>, version: number) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [note, setNote] = useState("");
  const [done, setDone] = useState<Omit<Draft, "isSending"> | null>(null);

  function begin(act: ActId): void {
    setDone(null);
    setDraft({ act, version, isSending: false });
  }
  function drop(): void {
    setDraft(null);
    setNote("");
  }
  function leave(): void {
    setDraft(null);
    const selector = `[data-act="${draft?.act ?? ""}"]`;
    requestAnimationFrame(() => bar.current?.querySelector<HTMLElement>(selector)?.focus());
  }
  function finish(): void {
    setDone(draft && { act: draft.act, version });
    drop();
  }
  // The answer brings the page as it is afterwards, and with it that this act is no longer possible.
  const mark = (isSending: boolean) => (): void => setDraft((before) => before && { ...before, isSending });
  return { draft, note, done, begin, setNote, send: mark(true), stay: mark(false), drop, leave, finish };
}

/** Letters begin an act; j and k go to the next and the previous request that waits. */
function useBarKeys(
  acts: readonly ActId[],
  begin: ((act: ActId) => void) | null,
  { previous, next }: QueuePlace,
): void {
  const router = useRouter();
  const press = useEffectEvent((key: string) => {
    const act = acts.find((known) => ACTS[known].key === key);
    if (act) begin?.(act);
    const to = { j: next, k: previous }[key];
    if (to) router.push(to);
  });
  useEffect(() => {
    const letters = ["a", "i", "r", "w", "j", "k"];
    return bindPageKeys(Object.fromEntries(letters.map((letter) => [letter, () => press(letter)])));
  }, []);
}

function Frame({ reference, children }: { reference: RefObject<HTMLElement | null>; children: ReactNode }) {
  return (
    <section
      ref={reference}
      aria-label="What you do with it"
      data-keeps-input
      className="sticky bottom-16 z-20 mt-8 rounded-md border bg-surface px-4 py-3 shadow-float shell:bottom-4"
    >
      {children}
    </section>
  );
}

type ChoiceProps = { act: ActId; onChoose: () => void };

function Choice({ act, onChoose }: ChoiceProps) {
  const { verb, key, look } = ACTS[act];
  return (
    <Button data-act={act} variant={look} onClick={onChoose} aria-keyshortcuts={key}>
      {verb}
      <Kbd className="ml-0.5 hidden border-current/30 bg-transparent text-current opacity-80 pointer-fine:inline-flex">
        {key}
      </Kbd>
    </Button>
  );
}

function Done({ act, next }: { act: ActId; next: string | null }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p role="status" className="font-medium">
        {ACTS[act].done}
      </p>
      {next && (
        <ButtonLink href={next} autoFocus>
          Next request
        </ButtonLink>
      )}
    </div>
  );
}

function Queue({ previous, next, position, count }: QueuePlace) {
  if (count === 0 || (previous === null && next === null)) return null;
  return (
    <nav
      aria-label="Requests that wait for you"
      className="ml-auto flex items-center gap-1 text-sm text-soft"
    >
      <span className="mr-1 tabular-nums">
        {position === null ? `${count} waiting` : `${position} of ${count}`}
      </span>
      <Step to={previous} label="Previous request" hint="k">
        <ChevronUp aria-hidden />
      </Step>
      <Step to={next} label="Next request" hint="j">
        <ChevronDown aria-hidden />
      </Step>
    </nav>
  );
}

type StepProps = { to: string | null; label: string; hint: string; children: ReactNode };

function Step({ to, label, hint, children }: StepProps) {
  const look = buttonClass({ variant: "quiet", size: "iconSm" });
  if (to === null)
    return (
      <span aria-hidden className={`${look} opacity-40`}>
        {children}
      </span>
    );
  return (
    <Link href={to} title={`${label} (${hint})`} className={look}>
      {children}
      <span className="sr-only">{label}</span>
    </Link>
  );
}
