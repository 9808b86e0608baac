import type { EmailChoice, NoticeKind, NoticePreference } from "../model";

/** More unread notices are not counted: “99+”. */
export const UNREAD_MAX = 100;

/** What happened longer ago is told to nobody: whoever meets the feed anew must not write to people about old times. */
export const TELL_WITHIN_DAYS = 14;

/** How long a notice is kept. Longer than `TELL_WITHIN_DAYS`, so that none is made again. */
export const KEEP_DAYS = 90;

/** How long a mail is kept once it is sent or given up. */
export const KEEP_MAIL_DAYS = 30;

type Choice = { portal: boolean; email: EmailChoice };

/** For people who have chosen nothing: at once what others wait for, the rest once a day. */
const DEFAULTS: Readonly<Record<NoticeKind, Choice>> = {
  "requests.toDecide": { portal: true, email: "immediate" },
  "requests.mine": { portal: true, email: "immediate" },
  "agreements.mine": { portal: true, email: "immediate" },
  "agreements.toReview": { portal: true, email: "daily" },
  provisioning: { portal: true, email: "daily" },
};

export const defaultPreference = (kind: NoticeKind): NoticePreference => ({ kind, ...DEFAULTS[kind] });

const DAY_MS = 24 * 3_600_000;

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

const TITLE_MAX = 200;
const BODY_MAX = 2000;
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

/** A title is one line, whatever names stand in it. */
export const toTitle = (text: string): string => cut(text.replace(BREAKS, " ").trim(), TITLE_MAX);

/** A body may have lines, and nothing else that is not seen. */
export const toBody = (text: string): string =>
  cut(text.replace(CONTROLS, (found) => (found === "\n" ? found : " ")).trim(), BODY_MAX);

/** In whole characters; half of one cannot be stored. */
function cut(text: string, max: number): string {
  const characters = Array.from(text.replace(/\p{Cs}/gu, "\ufffd"));
  return characters.length <= max ? characters.join("") : `${characters.slice(0, max - 1).join("")}…`;
}

/** Only addresses within the portal. */
export const toHref = (href: string): string =>
  /^\/(?![/\\])[^\s\\\p{Cc}]*$/u.test(href) ? href : "/notifications";

/** Of several notices of one event each person is told the first that names them. */
export function firstOfEach<N extends { people: readonly string[] }>(notices: readonly N[]): Map<string, N> {
  const told = new Map<string, N>();
  for (const notice of notices)
    for (const userId of notice.people) if (!told.has(userId)) told.set(userId, notice);
  return told;
}
