const MORNING = 7;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether it is a name of the IANA time zone database that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The next 07:00 in the zone, strictly after the moment. */
export function nextMorning(after: Date, zone: string): Date {
  const today = wallClock(after, zone);
  const days = [0, 1, 2].map((n) => morningOf(today - (today % DAY_MS) + n * DAY_MS, zone));
  return days.find((morning) => morning > after) ?? new Date(after.getTime() + DAY_MS);
}

/** The moment of 07:00 on the day that begins at `dayMs` of the wall clock. */
function morningOf(dayMs: number, zone: string): Date {
  const wanted = dayMs + MORNING * HOUR_MS;
  // The offset of the guess may be that of the other side of a change of the clocks: the second guess is right.
  const guess = wanted - offset(new Date(wanted), zone);
  return new Date(wanted - offset(new Date(guess), zone));
}

const offset = (at: Date, zone: string): number =>
  wallClock(at, zone) - (at.getTime() - (at.getTime() % 1000));

/** What the clock on the wall says, as if it were UTC. */
function wallClock(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone: zone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" },
    second: "numeric",
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}
