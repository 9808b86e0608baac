import type { AnswerTime, Consumer, ConsumerKind, PlannedStep, ReviewReason } from "@/lib/access/model";

const DAY_MS = 86_400_000;

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const dayOfYear = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const longDay = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** “3 Mar”, and with its year where that is not the one of `now`. */
export function dayWord(at: string, now: Date): string {
  const date = new Date(at);
  return (date.getUTCFullYear() === now.getUTCFullYear() ? day : dayOfYear).format(date);
}

/** “22 February 2027”: for what somebody is about to agree to. */
export const longDayWord = (at: string | Date): string => longDay.format(new Date(at));

/** Whole days from `now` on; negative once it is over. */
export const daysUntil = (at: string, now: Date): number =>
  Math.ceil((new Date(at).getTime() - now.getTime()) / DAY_MS);

/** “90 days”, “1 year”. */
export function durationWord(days: number): string {
  if (days % 365 === 0) return days === 365 ? "1 year" : `${days / 365} years`;
  return days === 1 ? "1 day" : `${days} days`;
}

/** “within the hour”, “in ~5 h”, “in ~2 days”. */
export function hoursWord(hours: number): string {
  if (hours < 1) return "within the hour";
  if (hours < 36) return `in ~${Math.round(hours)} h`;
  return `in ~${Math.round(hours / 24)} days`;
}

/** “usually answers in ~5 h”; nothing before the first answer. */
export const answerWord = ({ medianHours }: AnswerTime): string | null =>
  medianHours === null ? null : `usually answers ${hoursWord(medianHours)}`;

/** “you”, “everybody of Risk team”, “the product Fraud scores”. */
export function consumerWord({ kind, name }: Pick<Consumer, "kind" | "name">): string {
  if (kind === "user") return name;
  return kind === "team" ? `everybody of ${name}` : `the product ${name}`;
}

export const CONSUMER_KINDS: Readonly<Record<ConsumerKind, string>> = {
  user: "person",
  team: "team",
  product: "data product",
};

const STEP_WORDS: Readonly<Record<PlannedStep["kind"], string>> = {
  owner: "The owning team",
  domain: "The domain",
  governance: "Data governance",
};

/** Who decides at a step: the team by its name where there is one. */
export const stepWord = ({ kind, team }: Pick<PlannedStep, "kind" | "team">): string =>
  team?.name ?? STEP_WORDS[kind];

export const REVIEW_REASONS: Readonly<Record<ReviewReason, string>> = {
  reassessment: "Its reassessment is due",
  recertification: "Part of a recertification",
  holderLeft: "Its holder has left",
};
