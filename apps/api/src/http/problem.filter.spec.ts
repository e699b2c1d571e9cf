import { describe, expect, it } from '@jest/globals';
import type { ArgumentsHost } from '@nestjs/common';
import pino from 'pino';
import { ProblemFilter } from './problem.filter';

/** Runs the filter over an error: what the reader gets, and what the log gets. */
function answered(error: unknown, headersSent = false) {
  const log: string[] = [];
  const sent: Record<string, unknown> = {};
  const response = {
    headersSent,
    locals: {},
    status: (status: number) => ((sent['status'] = status), response),
    set: (headers: object) => ((sent['headers'] = headers), response),
    vary: () => response,
    type: (type: string) => ((sent['type'] = type), response),
    getHeader: () => 'request-of-the-test',
    end: (body: string) => void (sent['body'] = JSON.parse(body) as unknown),
    destroy: () => (sent['destroyed'] = true),
  };
  const http = {
    getRequest: () => ({
      path: '/v1/shares',
      method: 'GET',
      accepts: () => 'json',
      get: () => undefined,
      headers: {},
    }),
    getResponse: () => response,
  };
  const audit = { refused: (_: unknown, __: unknown, reason: string) => void (sent['audited'] = reason) };
  const filter = new ProblemFilter(
    pino({ level: 'error' }, { write: (line: string) => log.push(line) }),
    audit,
  );
  filter.catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return { sent, log: log.join('') };
}

describe('an unforeseen fault', () => {
  const fault = Object.assign(new Error('secret of the inside'), { stack: 'Error: secret\n at inner.ts:1' });

  it('gives the reader a number to quote, and nothing of the inside', () => {
    const { sent } = answered(fault);
    expect(sent).toEqual({
      status: 500,
      headers: {},
      type: 'application/problem+json; charset=utf-8',
      body: {
        type: 'https://mizan.invalid/problems/internal-fault',
        title: 'Internal fault',
        status: 500,
        code: 'INTERNAL_FAULT',
        detail: 'Mizan failed in a way that nobody foresaw.',
        remedy: expect.stringContaining('Quote fault '),
        fault: expect.stringMatching(/^[0-9a-f-]{36}$/),
        instance: '/v1/shares',
        requestId: 'request-of-the-test',
      },
    });
    expect(JSON.stringify(sent)).not.toContain('secret');
  });

  it('leaves where it happened in the log, under the same number, and not its words, which may quote a record', () => {
    const { sent, log } = answered(fault);
    expect(log).toContain((sent['body'] as { fault: string }).fault);
    expect(log).toContain('"request":"request-of-the-test"');
    expect(log).not.toContain('secret');
    expect(log).toMatch(/"fingerprint":"[0-9a-f]{12}"/);
    expect(log).toContain('at inner.ts:1');
  });

  it('in the middle of an answer breaks it off', () => {
    expect(answered(fault, true).sent).toEqual({ destroyed: true });
  });
});
