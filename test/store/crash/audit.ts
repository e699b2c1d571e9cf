import type { Found } from './drain';
import type { Sent, Writer } from './writer';

export interface AuditReport {
  acknowledged: number;
  found: number;
  lost: number;
  doubled: number;
  reordered: number;
  /** Appends of which a part is there. */
  torn: number;
  /** Events that nobody sent. */
  foreign: number;
}

export const NOTHING_AUDITED: AuditReport = {
  acknowledged: 0,
  found: 0,
  lost: 0,
  doubled: 0,
  reordered: 0,
  torn: 0,
  foreign: 0,
};

/** What was acknowledged to a writer by a certain moment. */
export interface Promised {
  readonly writer: Writer;
  readonly acknowledged: number;
}

export const promisedNow = (writers: readonly Writer[]): Promised[] =>
  writers.map((writer) => ({ writer, acknowledged: writer.acknowledged }));

/**
 * Holds what a store serves against what it promised. `found` in the report counts the acknowledged events that are
 * there; what was stored without its acknowledgement getting out may be there too, whole, once and in its place.
 */
export function audit(served: readonly Found[], promised: readonly Promised[]): AuditReport {
  const report = { ...NOTHING_AUDITED };
  const places = new Map<string, number>();
  served.forEach(({ id }, index) => {
    if (places.has(id)) report.doubled++;
    places.set(id, index);
  });
  const known = new Set<string>();
  for (const { writer, acknowledged } of promised) {
    for (const { id } of writer.sent) known.add(id);
    auditWriter(writer.sent, acknowledged, { places, report });
  }
  report.foreign = served.filter(({ id }) => !known.has(id)).length;
  report.reordered += outOfLine(served);
  return report;
}

function auditWriter(
  sent: readonly Sent[],
  acknowledged: number,
  { places, report }: { places: ReadonlyMap<string, number>; report: AuditReport },
): void {
  report.acknowledged += acknowledged;
  let before = -1;
  let missing: number | undefined;
  sent.forEach(({ id, append }, index) => {
    const place = places.get(id);
    if (place === undefined) {
      if (index < acknowledged) report.lost++;
      else if (sent[index - 1]?.append === append && missing === undefined) report.torn++;
      missing ??= index;
      return;
    }
    if (index < acknowledged) report.found++;
    if (place < before || missing !== undefined) report.reordered++;
    before = place;
  });
}

/** Events whose revision or position does not follow the one before. */
function outOfLine(served: readonly Found[]): number {
  const next = new Map<string, number>();
  let wrong = 0;
  let before = 0n;
  for (const { stream, revision, position } of served) {
    if (revision !== (next.get(stream) ?? 0) || position <= before) wrong++;
    next.set(stream, revision + 1);
    before = position;
  }
  return wrong;
}

export function add(one: AuditReport, other: AuditReport): AuditReport {
  const keys = Object.keys(NOTHING_AUDITED) as (keyof AuditReport)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as AuditReport;
}

export function isClean(report: AuditReport): boolean {
  const { acknowledged, found, lost, doubled, reordered, torn, foreign } = report;
  return acknowledged > 0 && found === acknowledged && lost + doubled + reordered + torn + foreign === 0;
}

export function auditInWords(report: AuditReport): string {
  return Object.entries(report)
    .map(([what, times]) => `${what} ${String(times)}`)
    .join(', ');
}
