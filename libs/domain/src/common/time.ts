const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
export const dayMs = 24 * hour;

const instantForm = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?Z$/;
const durationForm =
  /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?$/;

/** Milliseconds since 1970 of an RFC 3339 instant in UTC, with or without milliseconds.
 * @throws RangeError when it is another form, or a day or a time that no calendar or clock has */
export function toMillis(instant: string): number {
  const milliseconds = readInstant(instant);
  if (milliseconds === null) throw new RangeError(`"${instant}" is not an instant in UTC.`);
  return milliseconds;
}

/** True for the one form that facts keep: with milliseconds, so that instants sort as text. */
export function isCanonicalInstant(text: string): boolean {
  return text.length === '2026-11-01T09:30:00.000Z'.length && readInstant(text) !== null;
}

/** RFC 3339 in UTC with milliseconds.
 * @throws RangeError outside the years 0 to 9999, which have no such form */
export function fromMillis(milliseconds: number): string {
  if (!Number.isInteger(milliseconds) || milliseconds < firstInstant || milliseconds > lastInstant)
    throw new RangeError(`${milliseconds} is not a whole millisecond of the years 0 to 9999.`);
  const days = Math.floor(milliseconds / dayMs);
  const time = milliseconds - days * dayMs;
  const clock = [time / hour, (time % hour) / minute, (time % minute) / second].map((part) =>
    padded(part, 2),
  );
  return `${dateOf(days)}T${clock.join(':')}.${padded(time % second, 3)}Z`;
}

export function isDuration(text: string): boolean {
  return durationForm.test(text);
}

/** Milliseconds of an ISO 8601 duration in weeks, days, hours, minutes, seconds: units whose length never varies.
 * @throws RangeError on anything else */
export function durationMs(duration: string): number {
  const match = durationForm.exec(duration);
  if (!match) throw new RangeError(`"${duration}" is not a duration such as P7D.`);
  const [weeks, days, hours, minutes, seconds] = match.slice(1, 6).map((part) => Number(part ?? 0));
  const fraction = Number((match[6] ?? '').padEnd(3, '0'));
  return (
    (weeks ?? 0) * 7 * dayMs +
    (days ?? 0) * dayMs +
    (hours ?? 0) * hour +
    (minutes ?? 0) * minute +
    (seconds ?? 0) * second +
    fraction
  );
}

/** @throws RangeError as its parts do, and when the sum lies beyond the year 9999 */
export function addDuration(instant: string, duration: string): string {
  return fromMillis(toMillis(instant) + durationMs(duration));
}

/** The same instant in the form that facts keep. */
export function canonical(instant: string): string {
  return fromMillis(toMillis(instant));
}

export function isAfter(instant: string, other: string): boolean {
  return toMillis(instant) > toMillis(other);
}

/** The earlier of two instants. */
export function earlier(instant: string, other: string): string {
  return isAfter(instant, other) ? other : instant;
}

function readInstant(instant: string): number | null {
  const match = instantForm.exec(instant);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, h = 0, m = 0, s = 0] = match.slice(1, 7).map(Number);
  const real = month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
  if (!real || h > 23 || m > 59 || s > 59) return null;
  const days = daysBefore(year, month) + day - 1;
  return days * dayMs + h * hour + m * minute + s * second + Number((match[7] ?? '').padEnd(3, '0'));
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function monthLength(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days of the Gregorian calendar, also before its adoption, from 1970-01-01 to the first of a month. */
function daysBefore(year: number, month: number): number {
  let days = 365 * (year - 1970) + leapDaysBefore(year) - leapDaysBefore(1970);
  for (let passed = 1; passed < month; passed++) days += monthLength(year, passed);
  return days;
}

function leapDaysBefore(year: number): number {
  const last = year - 1;
  return Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400);
}

/** Calendar date of a day counted from 1970-01-01. */
function dateOf(days: number): string {
  let year = 1970 + Math.floor(days / 365.2425);
  if (days < daysBefore(year, 1)) year--;
  if (days >= daysBefore(year + 1, 1)) year++;
  let month = 12;
  while (days < daysBefore(year, month)) month--;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(days - daysBefore(year, month) + 1, 2)}`;
}

function padded(value: number, width: number): string {
  return String(Math.floor(value)).padStart(width, '0');
}

const firstInstant = daysBefore(0, 1) * dayMs;
/** The last millisecond that has four digits for its year. */
export const lastInstant = daysBefore(10_000, 1) * dayMs - 1;
