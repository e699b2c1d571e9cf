import { html, link } from '../html';
import type { Moment } from '../parts/layout';
import type { Fact } from './case.model';
import { dataFacts } from './data-facts';

/** The case whose page it is, and how it names others. */
export interface NamedFrom {
  readonly id: string;
  /** References by id, of those that the reader may see. */
  readonly others: ReadonlyMap<string, string>;
  /** The moment that was asked for: links keep it. */
  readonly asked: Moment['asked'];
}

/** Where an event names a case, and what the page calls it. */
const naming: Readonly<Record<string, readonly [key: string, label: string]>> = {
  ShareSuperseded: ['by', 'By'],
  StrikeLinkedToCase: ['caseId', 'Other case'],
};

/** What an event says, as lines of facts. Its type decides which of them names a case. */
export function eventFacts({ type, data }: { type: string; data?: unknown }, from: NamedFrom): Fact[] {
  const [key, label] = naming[type] ?? [];
  if (key === undefined || label === undefined || data === undefined) return dataFacts(data);
  const { [key]: named, ...rest } = data as Record<string, string | null>;
  const other = named === from.id ? [] : [{ label, value: nameOf(named ?? '', from) }];
  return [...other, ...dataFacts(rest)];
}

function nameOf(id: string, { others, asked }: NamedFrom) {
  const reference = others.get(id);
  if (reference === undefined) return 'another case';
  return html`<a href="${link(`/cases/${id}`, { ...asked })}">${reference}</a>`;
}
