import { codeWords, eventWords } from '../parts/words';
import { utcTime } from '../times';
import type { Fact } from './case.model';

/** Said elsewhere on the page. */
const left = new Set(['reference', 'mechanism', 'sharer', 'recipient', 'believed']);
const codes = new Set(['kind', 'requestedAction', 'defect', 'class', 'outstanding']);
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const kebab = /^[a-z]+(-[a-z]+)+$/;

/** An event's content as lines of facts, whatever its type: names and words as they are recorded, nothing left empty. */
export function dataFacts(data: unknown, within = ''): Fact[] {
  if (!isRecord(data)) return [];
  return Object.entries(data)
    .filter(([key]) => !left.has(key))
    .flatMap(([key, value]) => factsOf(key, value, within));
}

function factsOf(key: string, value: unknown, within: string): Fact[] {
  const label = within ? `${within}, ${eventWords(key).toLowerCase()}` : eventWords(key);
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value))
    return value.length > 0 ? [{ label, value: value.map((one) => wordOf(key, one)).join(', ') }] : [];
  if (isPlace(value)) return [{ label, value: value.verbatim, note: `MGRS ${value.mgrs}` }];
  if (isRecord(value)) return dataFacts(value, label);
  if (typeof value === 'string' && instant.test(value)) return [{ label, value: utcTime(value) }];
  return [{ label, value: wordOf(key, value) }];
}

function wordOf(key: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return codes.has(key) || kebab.test(text) ? codeWords(text) : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlace(value: unknown): value is { verbatim: string; mgrs: string } {
  return isRecord(value) && typeof value['verbatim'] === 'string' && typeof value['mgrs'] === 'string';
}
