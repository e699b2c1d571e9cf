import type { Drafted, Recorded } from '@mizan/api-client';
import type { Answer } from './spec';

/** What a write answers. `what` says in one or two words what has happened. */
export function written(what: string, answer: Recorded | Drafted): Answer {
  return { json: answer, text: () => sentence(what, answer) };
}

function sentence(what: string, answer: Recorded | Drafted): string {
  const { position, revision } = answer;
  const name = 'reference' in answer ? `${what}: ${answer.reference} (${answer.id}).` : `${what}.`;
  if (position === null) return `${name} Nothing new to record.`;
  return `${name} Position ${position}, revision ${revision ?? '–'}.`;
}
