import type { JsonSchema } from '@mizan/domain';

export interface HeaderWords {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example: string;
}

const etag = { type: 'string', pattern: '^"\\d{1,19}"$' };

/** Headers of answers. */
export const ANSWER_HEADERS = {
  ETag: {
    description: "The record's revision, in quotes: what If-Match takes.",
    schema: etag,
    example: '"5"',
  },
  Location: {
    description: 'Path of the new record.',
    schema: { type: 'string', pattern: '^/' },
    example: '/v1/shares/0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69',
  },
  'Retry-After': {
    description: 'Seconds after which the same request may succeed.',
    schema: { type: 'string', pattern: '^\\d+$' },
    example: '2',
  },
  'WWW-Authenticate': {
    description: 'The scheme that the route takes; for a token that was refused, with an error.',
    schema: { type: 'string', pattern: '^Bearer' },
    example: 'Bearer realm="mizan", error="invalid_token"',
  },
  Allow: {
    description: 'The methods that the path knows.',
    schema: { type: 'string' },
    example: 'GET, HEAD, POST',
  },
  'X-Ledger-Events': {
    description: 'How many lines will follow.',
    schema: { type: 'string', pattern: '^\\d+$' },
    example: '460',
  },
  'X-Request-Id': {
    description: 'The name of the request in the logs: the one that it came with, or a new one.',
    schema: { type: 'string', pattern: '^[\\w.:-]{8,64}$' },
    example: '5b0f3f4e-6c0e-4f0c-9d55-0f6f5a1b2c3d',
  },
  'Cache-Control': {
    description: 'How long the answer may be kept.',
    schema: { type: 'string' },
    example: 'no-store',
  },
  'Set-Cookie': {
    description: 'The session: httpOnly, for this site alone.',
    schema: { type: 'string' },
    example: 'mizan_session=eyJ…; Path=/; HttpOnly; SameSite=Strict',
  },
} as const satisfies Readonly<Record<string, HeaderWords>>;

/** Headers of requests. */
export const REQUEST_HEADERS = {
  'Idempotency-Key': {
    description:
      'A UUID that stands for this order. The same key with the same body answers what the first did and stores nothing; with another body it is refused. Without it a repeated order is a new one.',
    schema: { type: 'string', format: 'uuid' },
    example: '7f3c9f0e-6f0b-4b62-9a3b-0c5d9d1c8e21',
  },
  'If-Match': {
    description:
      'The ETag that the order rests on. At another revision it is refused with what happened since. Without it the order is decided on the newest state.',
    schema: { anyOf: [etag, { const: '*' }] },
    example: '"5"',
  },
  'Last-Event-ID': {
    description: 'The position of the last event that arrived: the stream goes on after it.',
    schema: { type: 'string', pattern: '^\\d{1,19}$' },
    example: '457',
  },
} as const satisfies Readonly<Record<string, HeaderWords>>;
