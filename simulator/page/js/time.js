/** Times as a person in Thailand reads them: 24 hours, Asia/Bangkok, Buddhist years. */
const ZONE = "Asia/Bangkok";
const LOCALE = "th-TH-u-ca-buddhist-nu-latn";

const clockFormat = new Intl.DateTimeFormat("th-TH-u-nu-latn", {
  timeZone: ZONE,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const preciseFormat = new Intl.DateTimeFormat("th-TH-u-nu-latn", {
  timeZone: ZONE,
  timeStyle: "medium",
  hourCycle: "h23",
});
const partsFormat = new Intl.DateTimeFormat(LOCALE, {
  timeZone: ZONE,
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});
const isoFormat = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});
const longFormat = new Intl.DateTimeFormat(LOCALE, {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

const DAY = 86_400_000;

/** "09:05" */
export const clock = (ms) => clockFormat.format(ms);

/** "09:05:12" */
export const preciseClock = (ms) => preciseFormat.format(ms);

/** "2026-11-25": the day in Bangkok that `ms` falls in. */
export const bangkokDay = (ms) => isoFormat.format(ms);

/** The Bangkok day `days` from today, as "2026-11-26". */
export const dayFromToday = (days) => bangkokDay(Date.now() + days * DAY);

/** "2026-11-25" moved by `days`. */
export function shiftDay(isoDay, days) {
  return new Date(Date.parse(`${isoDay}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function shortDate(ms) {
  const part = Object.fromEntries(partsFormat.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${part.weekday} ${part.day} ${part.month} ${part.year}`;
}

/** What a date separator says: "วันนี้ 25 พ.ย. 2569", or the date with its weekday. */
export function dayLabel(ms) {
  const date = shortDate(ms);
  const withoutWeekday = date.slice(date.indexOf(" ") + 1);
  if (bangkokDay(ms) === dayFromToday(0)) return `วันนี้ ${withoutWeekday}`;
  if (bangkokDay(ms) === dayFromToday(-1)) return `เมื่อวาน ${withoutWeekday}`;
  return date;
}

/** "วันพฤหัสบดีที่ 26 พฤศจิกายน 2569" for an ISO day. */
export function longThaiDate(isoDay) {
  const ms = Date.parse(`${isoDay}T00:00:00Z`);
  if (Number.isNaN(ms)) return "";
  const part = Object.fromEntries(longFormat.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${part.weekday}ที่ ${part.day} ${part.month} ${part.year}`;
}
