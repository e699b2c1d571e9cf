import { decimal, moment, text, uuid } from '../describe/parts';
import { listOf, orNull, part } from '../describe/described';
import { problemKinds } from './problem-kind';

const again = 'Correct the request and send it again.';

/** What is wrong with the request itself. */
export const requestProblems = problemKinds({
  REQUEST_MALFORMED: { status: 400, detail: "Failed to decode param '%E0%A4%A'", remedy: again },
  JSON_MALFORMED: {
    status: 400,
    detail: 'The body is not JSON: Unexpected end of JSON input.',
    remedy: 'Send one JSON object in UTF-8.',
  },
  BODY_UNREADABLE: {
    status: 400,
    detail: 'The body cannot be read: its lists and objects are nested more than 32 deep.',
    remedy: 'Send one JSON object in UTF-8, complete, not compressed or by gzip.',
  },
  VALIDATION_FAILED: {
    status: 400,
    detail: 'One part of the request cannot be accepted: /reason: must be text of 1 to 2000 characters',
    remedy: 'Correct what the list of errors names and send it again. Nothing was stored.',
    errors: true,
  },
  HEADER_MALFORMED: {
    status: 400,
    detail: 'The header Idempotency-Key cannot be read.',
    remedy: 'Send one UUID, a new one for every new order.',
    errors: true,
  },
  PARAMETER_INVALID: {
    status: 400,
    detail: 'The parameter asOf cannot be read.',
    remedy: 'Give a ledger position or an instant such as 2026-11-01T09:30:00Z.',
    errors: true,
  },
  POSITION_UNKNOWN: {
    status: 400,
    detail: 'This ledger is readable up to position 460; 99999 lies beyond it.',
    remedy: 'Ask for an earlier position, or wait for a position just written with waitFor.',
  },
  CURSOR_UNKNOWN: {
    status: 400,
    detail: 'This is no cursor of this list.',
    remedy: 'Use the value of "next" of the page before, or none.',
    errors: true,
  },
  FORMAT_UNKNOWN: {
    status: 400,
    detail: 'Incidents are imported from one format so far: ucdp-ged.',
    remedy: 'Say ?format=ucdp-ged, and send a file of that format.',
    errors: true,
  },
  BODY_CUT_OFF: {
    status: 400,
    detail: 'The connection ended before the whole file had arrived.',
    remedy: 'Nothing was stored. Send the file again.',
  },
  ROUTE_UNKNOWN: {
    status: 404,
    detail: 'There is no /assets/unknown.css',
    remedy: 'Look at the path and the method; the API lives under /v1.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    detail: '/v1/shares knows GET, HEAD, POST, not DELETE.',
    remedy: 'Use one of the methods in the header Allow.',
    headers: ['Allow'],
  },
  REVISION_STALE: {
    status: 412,
    detail: 'The record is at revision 7 by now.',
    remedy: 'Look at the events since, and send the order again with the newest ETag if it still stands.',
    extra: {
      current: orNull(decimal),
      since: listOf(part({ id: uuid, type: text, revision: decimal, position: decimal, recordedAt: moment })),
    },
  },
  BODY_TOO_LARGE: {
    status: 413,
    detail: 'The body is larger than 1 MB.',
    remedy: 'Nothing was stored. No order needs that much: shorten its texts.',
  },
  APPEND_TOO_LARGE: {
    status: 413,
    detail: 'The event store takes at most 1048576 bytes at once; this order would need more.',
    remedy: 'Nothing was stored. Shorten the texts of the order.',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    detail: 'This route reads JSON, not text/plain.',
    remedy: 'Send the body as JSON with the header Content-Type: application/json.',
  },
  HOST_NOT_LOOPBACK: {
    status: 421,
    detail: 'The embedded identity provider answers on this machine only.',
    remedy: 'Use http://127.0.0.1 with the port of Mizan.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    detail: 'The Idempotency-Key 7f3c9f0e-6f0b-4b62-9a3b-0c5d9d1c8e21 stands for another order already.',
    remedy: 'Nothing was stored. Use a new UUID for a new order; repeat the old one with exactly its body.',
  },
});
