import { describe, expect, it } from '@jest/globals';
import { reportOf } from './import-report';

describe('reportOf', () => {
  it('accounts for every row, rejected ones in the order of the file', () => {
    const report = reportOf([
      { kind: 'rejected', line: 9, reason: 'lat: 200 is not on the globe' },
      { kind: 'imported', flagged: true },
      { kind: 'imported', flagged: false },
      { kind: 'rejected', line: 4, reason: 'date_start: empty' },
      { kind: 'present', flagged: true },
    ]);
    expect(report).toEqual({
      read: 5,
      imported: 2,
      alreadyPresent: 1,
      flagged: 2,
      rejected: [
        { line: 4, reason: 'date_start: empty' },
        { line: 9, reason: 'lat: 200 is not on the globe' },
      ],
    });
  });
});
