import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { Problem } from './problem';
import { answerWrite, writeOrderOf } from './write';

const key = '0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69';

/** As much of a request as an order reads. */
function requestWith(headers: Record<string, string>, body?: unknown, path = '/v1/shares'): Request {
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const request = {
    headers: lower,
    method: 'POST',
    originalUrl: path,
    body,
    get: (name: string) => lower[name.toLowerCase()],
  };
  return request as unknown as Request;
}

function problemOf(headers: Record<string, string>): Problem {
  try {
    writeOrderOf(requestWith(headers));
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('no problem');
}

describe('the headers of an order', () => {
  it('name the order and the revision it was made for', () => {
    const { commandId, expectedRevision } = writeOrderOf(
      requestWith({ 'Idempotency-Key': key.toUpperCase(), 'If-Match': '"12"' }),
    );
    expect([commandId, expectedRevision]).toEqual([key, 12n]);
  });

  it('may be left out: every such order is a new one, under no condition', () => {
    const orders = [writeOrderOf(requestWith({})), writeOrderOf(requestWith({ 'If-Match': '*' }))];
    expect(orders.map((order) => 'expectedRevision' in order)).toEqual([false, false]);
    expect(orders[0]?.commandId).not.toBe(orders[1]?.commandId);
  });

  it.each(['', 'abc', `${key}, ${key}`, '00000000-0000-0000-0000-000000000000', `{${key}}`])(
    'with the key %j are refused',
    (given) => {
      const { code, status } = problemOf({ 'Idempotency-Key': given });
      expect([code, status]).toEqual(['HEADER_MALFORMED', 400]);
    },
  );

  it.each(['3', '"-1"', 'W/"3"', '"3", "4"', '"three"', '""', '"99999999999999999999"'])(
    'with the revision %j are refused',
    (given) => {
      const { code, status } = problemOf({ 'If-Match': given });
      expect([code, status]).toEqual(['HEADER_MALFORMED', 400]);
    },
  );

  it.each(['text/plain', 'application/jsonx', 'application/json\xa0;', 'text/application/json', ''])(
    'with a body of type %j are refused',
    (type) => {
      const { code, status } = problemOf({ 'Content-Type': type, 'Content-Length': '2' });
      expect([code, status]).toEqual(['MEDIA_TYPE_UNSUPPORTED', 415]);
    },
  );

  it.each(['application/json', 'Application/JSON; charset=utf-8', ' application/json ;'])(
    'with a body of type %j are taken',
    (type) => {
      const headers = { 'Content-Type': type, 'Content-Length': '2', 'Idempotency-Key': key };
      expect(writeOrderOf(requestWith(headers)).commandId).toBe(key);
    },
  );
});

describe('the hash of an order', () => {
  const hashOf = (body: unknown, path?: string) => writeOrderOf(requestWith({}, body, path)).bodyHash;

  it('is the same for the same order, however it is written', () => {
    expect(hashOf({ a: 1, b: { c: 2, d: 3 } })).toBe(
      hashOf({ b: { d: 3, c: 2 }, a: 1 }, '/v1/shares?trace=1'),
    );
    expect(hashOf(undefined)).toBe(hashOf({}));
    expect(hashOf({})).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs with the body and with the path', () => {
    expect(new Set([hashOf({ a: 1 }), hashOf({ a: 2 }), hashOf({ a: 1 }, '/v1/strikes')]).size).toBe(3);
  });
});

describe('the answer to an order', () => {
  it('is decimal, and carries the revision as its ETag', () => {
    const set: [string, string][] = [];
    const response = { setHeader: (name: string, value: string) => set.push([name, value]) };
    const answer = answerWrite(response as never, { revision: 9_007_199_254_740_993n, position: 12n });
    expect(answer).toEqual({ revision: '9007199254740993', position: '12' });
    expect(set).toEqual([['ETag', '"9007199254740993"']]);
  });
});
