const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const exact = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** The exact time as everybody reads it, whatever their own zone. */
export const exactTime = (at: string): string => `${exact.format(new Date(at))} UTC`;

/** How long it has lasted, as people say it: “3 days”. */
export const elapsedTime = (since: string, now: Date | string | number): string =>
  spell(Math.max(MINUTE, (new Date(now).getTime() - new Date(since).getTime()) / 1000));

type Step = { below: number; unit: number; one: string; many: (n: number) => string };

const STEPS: readonly Step[] = [
  { below: HOUR, unit: MINUTE, one: "1 min", many: (n) => `${n} min` },
  { below: DAY, unit: HOUR, one: "1 h", many: (n) => `${n} h` },
  { below: 14 * DAY, unit: DAY, one: "1 day", many: (n) => `${n} days` },
  { below: 60 * DAY, unit: 7 * DAY, one: "1 week", many: (n) => `${n} weeks` },
  { below: 730 * DAY, unit: 30.44 * DAY, one: "1 month", many: (n) => `${n} months` },
  { below: Infinity, unit: 365.25 * DAY, one: "1 year", many: (n) => `${n} years` },
];

/** How people say it: “42 min ago”, “yesterday”, “in 3 days”. */
export function relativeTime(at: string, now: Date | string | number): string {
  const seconds = (new Date(now).getTime() - new Date(at).getTime()) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 45) return "just now";
  const isPast = seconds > 0;
  if (distance >= 22 * HOUR && distance < 46 * HOUR) return isPast ? "yesterday" : "tomorrow";
  const said = spell(distance);
  return isPast ? `${said} ago` : `in ${said}`;
}

function spell(distance: number): string {
  const step = STEPS.find(({ below, unit }) => distance < below - unit / 2) ?? STEPS[STEPS.length - 1];
  if (!step) return "";
  const count = Math.max(1, Math.round(distance / step.unit));
  return count === 1 ? step.one : step.many(count);
}
