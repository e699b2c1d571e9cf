import { hash } from 'node:crypto';
import type { JsonContent } from './events';

/** What an event says, as one JSON text: its data, and its metadata with the envelope. */
export function contentText({ data, metadata }: JsonContent): string {
  return `[${data},${metadata}]`;
}

/** Both as JSON text, as JSON.stringify writes it. */
export function jsonContent({
  data,
  metadata,
}: {
  readonly data: unknown;
  readonly metadata: unknown;
}): JsonContent {
  return { data: JSON.stringify(data ?? null), metadata: JSON.stringify(metadata ?? null) };
}

/**
 * UUIDv5 of the command's id (a UUID), the event's index in the append and its contentText. A store that answers "these ids are there already" thereby says that exactly this is on record, not only
 * something under the same command.
 */
export function eventIdOf(commandId: string, index: number, content: string): string {
  return derivedId(commandId, `${index}\n${hash('sha256', content)}`);
}

/** UUIDv5 (RFC 9562) of any name inside a namespace UUID. Every order needs several, and this is the quick way. */
export function derivedId(namespace: string, name: string): string {
  const bytes = Buffer.alloc(16 + Buffer.byteLength(name));
  bytes.write(namespace.replaceAll('-', ''), 'hex');
  bytes.write(name, 16);
  const digest = hash('sha1', bytes);
  const variant = VARIANTS.charAt(parseInt(digest.charAt(16), 16) % 4);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** The digit that says which kind of UUID it is, by the two bits that are left of it. */
const VARIANTS = '89ab';
