import { describe, expect, it } from '@jest/globals';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { REFUSAL_CODES } from '@mizan/domain';
import {
  AppendTooLarge,
  CommandRefused,
  IdempotencyConflict,
  StaleRevision,
  StoreFault,
  StoreTimeout,
  StoreUnavailable,
  StreamDeleted,
  WrongExpectedRevision,
  type Decoded,
} from '@mizan/es';
import { AmbiguousReference, ReadDatabaseProblem, UnknownCursor } from '@mizan/read-models';
import { REFUSAL_STATUS } from './refusal-status';
import { toProblem } from './to-problem';

const words = { detail: 'read.db is damaged.', remedy: 'Move it away.' };
const sqlite = (errcode: number) =>
  Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode });
const system = (code: string) => Object.assign(new Error(`${code}: write`), { code, syscall: 'write' });
const refusal = (refused: string) => new CommandRefused({ refused, detail: 'No.', remedy: 'Ask.' });
const parser = (type: string, status: number) => Object.assign(new Error('no'), { type, status });

describe('an error', () => {
  it.each([
    [refusal('CASE_CLOSED'), 409, 'CASE_CLOSED'],
    [refusal('NOT_YOUR_SIDE'), 403, 'NOT_YOUR_SIDE'],
    [refusal('APPROVER_IS_DRAFTER'), 403, 'APPROVER_IS_DRAFTER'],
    [refusal('NOT_THE_ACCUSED'), 403, 'NOT_THE_ACCUSED'],
    [refusal('DEADLINE_PAST'), 422, 'DEADLINE_PAST'],
    [refusal('OF_ANOTHER_DECIDER'), 409, 'OF_ANOTHER_DECIDER'],
    [refusal('toString'), 409, 'toString'],
    [new IdempotencyConflict('k'), 422, 'IDEMPOTENCY_KEY_REUSED'],
    [new StoreUnavailable('away'), 503, 'STORE_UNAVAILABLE'],
    [new StoreTimeout('slow'), 503, 'STORE_TIMEOUT'],
    [new StoreFault('database or disk is full'), 507, 'STORE_FAULT'],
    [new StoreFault('odd'), 503, 'STORE_FAULT'],
    [new StreamDeleted('share-1'), 410, 'STREAM_DELETED'],
    [new WrongExpectedRevision('share-1', 1n, 2n), 409, 'WRONG_EXPECTED_REVISION'],
    [new AppendTooLarge(1024), 413, 'APPEND_TOO_LARGE'],
    [new AmbiguousReference('PK-1', ['a', 'b']), 409, 'REFERENCE_AMBIGUOUS'],
    [new UnknownCursor(), 400, 'CURSOR_UNKNOWN'],
    [new ReadDatabaseProblem('READ_DATABASE_CORRUPT', words), 503, 'READ_DATABASE_CORRUPT'],
    [new ReadDatabaseProblem('READ_DATABASE_FULL', words), 507, 'READ_DATABASE_FULL'],
    [sqlite(13), 507, 'DISK_FULL'],
    [sqlite(5), 503, 'DATABASE_BUSY'],
    [sqlite(11), 503, 'DATABASE_DAMAGED'],
    [sqlite(10 | (3 << 8)), 503, 'DATABASE_FAILED'],
    [system('ENOSPC'), 507, 'DISK_FULL'],
    [system('EFBIG'), 507, 'DISK_FULL'],
    [system('EACCES'), 503, 'DATABASE_FAILED'],
    [parser('entity.too.large', 413), 413, 'BODY_TOO_LARGE'],
    [parser('entity.parse.failed', 400), 400, 'JSON_MALFORMED'],
    [parser('encoding.unsupported', 415), 415, 'MEDIA_TYPE_UNSUPPORTED'],
    [parser('request.aborted', 400), 400, 'BODY_UNREADABLE'],
    [new NotFoundException('Cannot GET /nowhere'), 404, 'ROUTE_UNKNOWN'],
    [new BadRequestException('no'), 400, 'REQUEST_MALFORMED'],
  ])('%p becomes %i %s', (error, status, code) => {
    const problem = toProblem(error);
    expect([problem?.status, problem?.code]).toEqual([status, code]);
    expect(problem?.facts.remedy).toMatch(/\w/);
  });

  it('that nobody foresaw is none of these', () => {
    expect([new Error('?'), new TypeError('?'), 'text', null].map(toProblem)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('of a passing fault says when to come back', () => {
    expect(toProblem(new StoreUnavailable('away'))?.headers()).toEqual({ 'Retry-After': '2' });
  });

  it('by a stale revision shows what came since', () => {
    const since: Decoded = {
      id: 'e1',
      stream: 'share-1',
      type: 'ShareAcknowledged',
      revision: 6n,
      position: 700n,
      data: {},
      metadata: {
        version: 1,
        recordedAt: '2026-11-01T00:00:00.000Z',
        commandId: 'c',
        correlationId: 'c',
        causationId: 'c',
      },
    };
    const problem = toProblem(new StaleRevision(6n, [since]));
    expect(problem?.headers()).toEqual({ ETag: '"6"' });
    expect(problem?.body('/v1/shares/1/admission')).toMatchObject({
      status: 412,
      code: 'REVISION_STALE',
      type: 'https://mizan.invalid/problems/revision-stale',
      instance: '/v1/shares/1/admission',
      current: '6',
      since: [
        {
          id: 'e1',
          type: 'ShareAcknowledged',
          revision: '6',
          position: '700',
          recordedAt: '2026-11-01T00:00:00.000Z',
        },
      ],
    });
  });

  it('has a status for every refusal of the domain', () => {
    expect(Object.keys(REFUSAL_STATUS).sort()).toEqual([...REFUSAL_CODES].sort());
  });
});
