import type { Written } from '../http/api';
import type { Answer } from './spec';

/** What a write answers. `what` says in one or two words what has happened. */
export function written(what: string, answer: Written): Answer {
  return { json: answer, text: () => sentence(what, answer) };
}

function sentence(what: string, { id, reference, position, revision }: Written): string {
  const name = reference ? `${what}: ${reference} (${id ?? ''}).` : `${what}.`;
  if (position === null) return `${name} Nothing new to record.`;
  return `${name} Position ${position}, revision ${revision ?? '–'}.`;
}
