import type { Notice } from "@/lib/events/model";

const DAY_MS = 24 * 3_600_000;

const date = new Intl.DateTimeFormat("en-GB", {
  ...{ weekday: "long", day: "numeric", month: "long", year: "numeric" },
  timeZone: "UTC",
});

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);

function wordOf(day: number, today: number): string {
  if (day === today) return "Today";
  if (day === today - 1) return "Yesterday";
  return date.format(new Date(day * DAY_MS));
}

/** Notices by the day on which they came, in the order in which they are; days are UTC's, as times are. */
export function byDay(notices: readonly Notice[], now: Date): { label: string; notices: Notice[] }[] {
  const days: { label: string; notices: Notice[] }[] = [];
  for (const notice of notices) {
    const label = wordOf(dayOf(new Date(notice.at)), dayOf(now));
    const last = days.at(-1);
    if (last?.label === label) last.notices.push(notice);
    else days.push({ label, notices: [notice] });
  }
  return days;
}
