import { durationMs } from '@mizan/domain';
import { codeWords, eventWords } from '../parts/words';
import { lengthOf, utcTime } from '../times';
import type { Fact } from './case.model';
import { gradeFact, markingFact } from './shared-facts';

/** Said elsewhere on the page. */
const left = new Set(['reference', 'mechanism', 'sharer', 'recipient', 'believed']);
const codes = new Set(['kind', 'requestedAction', 'defect', 'class', 'outstanding', 'action']);
const uuid = /^[0-9a-f]{8}-/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const duration = /^P(?=[\dT])[\dWDTHMS.]+$/;
const kebab = /^[a-z]+(-[a-z]+)+$/;

/** An event's content as lines of facts, whatever its type: what is recorded and nothing that is empty. */
export function dataFacts(data: unknown, within = ''): Fact[] {
  if (!isRecord(data)) return [];
  return Object.entries(data)
    .filter(([key, value]) => !left.has(key) && value !== null && value !== '')
    .flatMap(([key, value]) => factsOf(key, value, within));
}

function factsOf(key: string, value: unknown, within: string): Fact[] {
  const label = within ? `${within}, ${eventWords(key).toLowerCase()}` : eventWords(key);
  if (Array.isArray(value)) {
    return value.length === 0 ? [] : [{ label, value: value.map((one) => wordsOf(key, one)).join(', ') }];
  }
  if (isPlace(value)) return [{ label, value: value.verbatim, note: `MGRS ${value.mgrs}` }];
  if (key === 'grade') return [gradeFact(value as Parameters<typeof gradeFact>[0])];
  if (key === 'marking') return [markingFact(value as Parameters<typeof markingFact>[0])];
  if (isRecord(value)) return dataFacts(value, label);
  if (typeof value === 'string' && instant.test(value)) return [{ label, value: utcTime(value) }];
  return [{ label, value: wordsOf(key, value) }];
}

function wordsOf(key: string, value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (duration.test(value)) return lengthOf(durationMs(value));
  const isCode = (codes.has(key) || kebab.test(value)) && !uuid.test(value);
  return isCode ? codeWords(value) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlace(value: unknown): value is { verbatim: string; mgrs: string } {
  return isRecord(value) && typeof value['verbatim'] === 'string' && typeof value['mgrs'] === 'string';
}
