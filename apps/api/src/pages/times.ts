import { html, type Markup } from './html';

/** A zone that a party's clock runs on; the name is the IANA one. */
export interface PartyZone {
  readonly party: string;
  readonly zone: string;
}

/** Node has it; TypeScript's library does not describe it yet. */
interface RegionalLocale {
  getTimeZones?(): readonly string[] | undefined;
}

/** The zones of parties whose code is a region of the Unicode locale data; others have UTC only. */
export function zonesOf(parties: readonly { readonly id: string }[]): PartyZone[] {
  return parties.flatMap(({ id }) => {
    const zone = zoneOfRegion(id);
    return zone ? [{ party: id, zone }] : [];
  });
}

function zoneOfRegion(region: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(region)) return undefined;
  const locale = new Intl.Locale('und', { region }) as Intl.Locale & RegionalLocale;
  return locale.getTimeZones?.()?.[0];
}

const utc = formatter({ timeZone: 'UTC', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** `14 Nov 2026, 09:30 UTC`; the exact instant stands in the element. */
export function utcTime(instant: string): Markup {
  return html`<time datetime="${instant}">${utc.format(new Date(instant)).replace(' at ', ', ')} UTC</time>`;
}

/** `14 Nov 2026`, in UTC. */
export function utcDay(instant: string): Markup {
  return html`<time datetime="${instant}">${day.format(new Date(instant))}</time>`;
}

/** `Sat 14 Nov, 14:30 (+05:00)` on a party's clock. */
export function localTime(instant: string, zone: string): string {
  const date = new Date(instant);
  const options = { timeZone: zone, hourCycle: 'h23', weekday: 'short' } as const;
  const shown = formatter({ ...options, year: undefined }).format(date);
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName');
  return `${shown.replace(' at ', ', ')} (${offset?.value.replace('GMT', '') || '+00:00'})`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** The two largest units of a length of time, such as `3 days 4 hours`. */
export function lengthOf(milliseconds: number): string {
  let rest = Math.abs(milliseconds);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ') || 'under a second';
}

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...options,
  });
}
