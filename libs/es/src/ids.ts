import { hash } from 'node:crypto';
import { v5 } from 'uuid';

/** What an event says: its data, and its metadata with the envelope. */
export interface EventContent {
  readonly data: unknown;
  readonly metadata: unknown;
}

/**
 * UUIDv5 of the command's id (a UUID), the event's index in the append and its content as JSON. A store that answers
 * "these ids are there already" thereby says that exactly this is on record, not only something under the same command.
 */
export function eventIdOf(commandId: string, index: number, { data, metadata }: EventContent): string {
  return v5(`${index}\n${hash('sha256', JSON.stringify([data, metadata]))}`, commandId);
}

/** UUIDv5 of any name inside a namespace UUID. */
export function derivedId(namespace: string, name: string): string {
  return v5(name, namespace);
}
