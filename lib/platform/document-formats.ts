import { like, type TextShape } from "./document-shape";

/** RFC 3986 as far as it can be told from a typing slip: a scheme, then only characters that a URI may hold. */
const URI = /^[a-z][a-z0-9+.-]*:(?:[a-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i;
export const uri: TextShape = like(URI, "a URI such as https://example.com/path");

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[t ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|[+-](\d\d):?(\d\d)?)$/i;

export const date: TextShape = { is: "text", like: { test: isDate, what: "a date such as 2026-11-23" } };

export const dateTime: TextShape = {
  is: "text",
  like: { test: isDateTime, what: "a time with its zone such as 2026-11-23T08:00:00Z" },
};

function isDate(value: string): boolean {
  const [, year, month, day] = DATE.exec(value) ?? [];
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
}

function isDateTime(value: string): boolean {
  const [, day = "", hour, minute, second, zoneHour = "0", zoneMinute = "0"] = DATE_TIME.exec(value) ?? [];
  const isTime = Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 60;
  return isTime && Number(zoneHour) <= 23 && Number(zoneMinute) <= 59 && isDate(day);
}
