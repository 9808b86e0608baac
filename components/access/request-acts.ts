import type { AccessRequest } from "@/lib/access/model";
import { daysAfter } from "@/lib/access/rules/agreement";

import { dayWord, durationWord, stepWord } from "./words";

/** What can be done with a request: the first three by those who decide, the others by who asked. */
export type ActId = "approve" | "ask" | "reject" | "answer" | "withdraw";

type Act = {
  /** The letter that begins it. */
  key: string;
  verb: string;
  /** What the note is. */
  note: string;
  needsNote: boolean;
  look: "primary" | "secondary" | "danger";
  /** Said once it is done. */
  done: string;
};

export const ACTS: Readonly<Record<ActId, Act>> = {
  approve: {
    key: "a",
    verb: "Approve",
    note: "Note",
    needsNote: false,
    look: "primary",
    done: "You approved.",
  },
  ask: {
    key: "i",
    verb: "Ask",
    note: "What do you need to know?",
    needsNote: true,
    look: "secondary",
    done: "Your question is on its way.",
  },
  reject: {
    key: "r",
    verb: "Reject",
    note: "Why?",
    needsNote: true,
    look: "danger",
    done: "You rejected the request.",
  },
  answer: {
    key: "a",
    verb: "Answer",
    note: "Your answer",
    needsNote: true,
    look: "primary",
    done: "Your answer is on its way.",
  },
  withdraw: {
    key: "w",
    verb: "Withdraw",
    note: "Why?",
    needsNote: false,
    look: "danger",
    done: "You withdrew the request.",
  },
};

/** What the reader may do with a request now. */
export function actsOf({ permissions: { decide, answer, cancel }, status }: AccessRequest): ActId[] {
  const decides: ActId[] =
    status === "needsInformation" ? ["approve", "reject"] : ["approve", "ask", "reject"];
  return [
    ...(decide.allowed ? decides : []),
    ...(answer.allowed ? (["answer"] as const) : []),
    ...(cancel.allowed ? (["withdraw"] as const) : []),
  ];
}

/** What follows from each act, in words. */
export const effectsOf = (request: AccessRequest, now: Date): Readonly<Record<ActId, string>> => ({
  approve: approvalEffect(request, now),
  ask: `${request.requester.name} is asked to answer. Until then the request waits.`,
  reject: `The request ends here, and ${request.requester.name} is told why.`,
  answer: `${openName(request)} is told, and decides.`,
  withdraw: "The request ends here. You can ask again at any time.",
});

function approvalEffect(request: AccessRequest, now: Date): string {
  const { kind, steps, durationDays, startsAt, endsAt } = request;
  const next = steps.find(({ status }) => status === "waiting");
  if (next) return `Then ${stepWord(next)} is asked.`;
  if (kind === "renewal") return `Access goes on for ${durationWord(durationDays)}.`;
  const start = new Date(Math.max(now.getTime(), startsAt ? Date.parse(startsAt) : 0));
  const end = endsAt ?? daysAfter(start, durationDays).toISOString();
  const begins = start > now ? `on ${dayWord(start.toISOString(), now)}` : "at once";
  return `Access begins ${begins} and ends on ${dayWord(end, now)}.`;
}

function openName({ steps }: AccessRequest): string {
  const open = steps.find(({ status }) => status === "open");
  return open ? stepWord(open) : "Whoever decides";
}
