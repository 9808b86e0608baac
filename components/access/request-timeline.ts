import type { AccessRequest, Doer, Entry, EntryKind, Step } from "@/lib/access/model";
import type { Person } from "@/lib/identity/model";

import { stepWord } from "./words";

/** How an item is drawn: what happened, who is asked now, what is still to come. */
export type TimelineTone = "done" | "refused" | "talk" | "quiet" | "open" | "ahead";

export type TimelineItem = {
  key: string;
  tone: TimelineTone;
  title: string;
  /** When it happened, or since when somebody is asked. */
  at: string | null;
  /** Who did it; null where it is still to come. */
  by: Doer | null;
  /** What that person wrote. */
  note: string | null;
  /** Why the step is there. */
  because: string | null;
  /** Who is asked now. */
  deciders: readonly Person[];
};

/** The way of a request from asking to access: what has happened, oldest first, then what is still to come. */
export const timelineOf = (request: AccessRequest): TimelineItem[] => [
  ...pastOf(request),
  ...(isOver(request)
    ? []
    : [...request.steps.flatMap((step) => aheadOf(request, step)), beginning(request)]),
];

const isOver = ({ status }: AccessRequest): boolean =>
  status !== "requested" && status !== "needsInformation";

function pastOf(request: AccessRequest): TimelineItem[] {
  return request.entries.flatMap((entry, index) => {
    if (entry.kind === "reminded") return remindersAt(request.entries, index);
    return isTold(request, entry) ? [happened(request, entry)] : [];
  });
}

/** The yes to the last step is the approval itself: it is told once. */
const isTold = ({ entries }: AccessRequest, { kind, at, by }: Entry): boolean =>
  kind !== "stepApproved" ||
  !entries.some((other) => other.kind === "approved" && other.at === at && other.by.id === by.id);

/** Reminders that follow one another are one item, at the first of them. */
function remindersAt(entries: readonly Entry[], index: number): TimelineItem[] {
  if (entries[index - 1]?.kind === "reminded") return [];
  const rest = entries.slice(index);
  const end = rest.findIndex(({ kind }) => kind !== "reminded");
  const reminders = end === -1 ? rest : rest.slice(0, end);
  const last = reminders.at(-1);
  if (!last) return [];
  const title =
    reminders.length === 1
      ? "The portal reminded them"
      : `The portal reminded them ${reminders.length} times`;
  return [{ ...BLANK, key: last.id, tone: "quiet", title, at: last.at }];
}

const BLANK = { by: null, note: null, because: null, deciders: [] };

type Telling = { tone: TimelineTone; title: (request: AccessRequest, entry: Entry) => string };

const TELLINGS: Readonly<Record<EntryKind, Telling>> = {
  submitted: {
    tone: "done",
    title: ({ kind }, { by }) => `${by.name} asked for ${kind === "renewal" ? "a renewal" : "access"}`,
  },
  asked: { tone: "talk", title: (_request, { by }) => `${by.name} asked back` },
  answered: { tone: "talk", title: (_request, { by }) => `${by.name} answered` },
  stepApproved: { tone: "done", title: approvalTitle },
  approved: { tone: "done", title: approvalTitle },
  rejected: { tone: "refused", title: (_request, { by }) => `${by.name} rejected the request` },
  cancelled: { tone: "refused", title: (_request, { by }) => `${by.name} withdrew the request` },
  lapsed: { tone: "refused", title: () => "The request lapsed: nobody decided within 30 days" },
  escalated: { tone: "quiet", title: () => "Nobody had answered, so more people were asked" },
  reminded: { tone: "quiet", title: () => "The portal reminded them" },
};

function happened(request: AccessRequest, entry: Entry): TimelineItem {
  const { tone, title } = TELLINGS[entry.kind];
  const step = request.steps.find(({ decidedAt }) => decidedAt !== null && decidedAt === entry.at);
  const isAutomatic = entry.kind === "approved" && request.automaticBecause !== null;
  return {
    ...BLANK,
    key: entry.id,
    tone,
    title: title(request, entry),
    at: entry.at,
    by: entry.by,
    // What was written with the last yes stands with its step.
    note: entry.note ?? step?.note ?? null,
    because: isAutomatic ? request.automaticBecause : step ? step.because : null,
  };
}

function approvalTitle({ steps, automaticBecause }: AccessRequest, { by, at }: Entry): string {
  if (automaticBecause !== null) return "Approved without a person deciding";
  const step = steps.find(({ decidedAt }) => decidedAt === at);
  if (!step) return `${by.name} approved`;
  const standing = step.onBehalfOf ? `, standing in for ${step.onBehalfOf.name}` : "";
  return `${by.name} approved for ${stepWord(step)}${standing}`;
}

function aheadOf(request: AccessRequest, step: Step): TimelineItem[] {
  if (step.status !== "open" && step.status !== "waiting") return [];
  const isOpen = step.status === "open";
  return [
    {
      ...BLANK,
      key: `step ${step.position}`,
      tone: isOpen ? "open" : "ahead",
      title: isOpen ? openTitle(request, step) : laterTitle(request, step),
      at: isOpen ? step.openedAt : null,
      because: step.because,
      deciders: isOpen ? step.deciders : [],
    },
  ];
}

function openTitle({ status, requester }: AccessRequest, step: Step): string {
  const asked = askedBy(step);
  return status === "needsInformation"
    ? `${requester.name} is to answer, then ${listOf(asked)} to decide`
    : `${listOf(asked)} ${asked.length > 1 ? "are" : "is"} asked`;
}

function laterTitle({ steps }: AccessRequest, step: Step): string {
  const isNext = steps.find(({ status }) => status === "waiting")?.position === step.position;
  return `${stepWord(step)} decides ${isNext ? "next" : "after that"}`;
}

const askedBy = (step: Step): string[] => [
  stepWord(step),
  ...step.escalatedTo.map(({ name }) => name),
  ...(step.asksGovernance && step.kind !== "governance" ? [stepWord(GOVERNANCE)] : []),
];

const GOVERNANCE = { kind: "governance", team: null } as const;

const beginning = ({ kind }: AccessRequest): TimelineItem => ({
  ...BLANK,
  key: "access",
  tone: "ahead",
  title: kind === "renewal" ? "Access goes on" : "Access begins",
  at: null,
});

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });
const listOf = (names: readonly string[]): string => list.format(names);
