import { describe, expect, it } from '@jest/globals';
import { runFaults } from './faults';

describe('kill -9 under load', () => {
  it('loses and doubles nothing, and the read side equals a rebuild, five kills of each process', async () => {
    const report = await runFaults({ times: 5, writers: 4 });
    const { ledger, readSide } = report;
    expect(report.kills).toBe(15);
    expect(ledger.acknowledged).toBeGreaterThan(15 * 12);
    expect(report.repeated).toBeGreaterThan(0);
    expect(ledger.abandoned).toBeGreaterThan(0);
    expect({ lost: ledger.lost, doubled: ledger.doubled, deadlines: ledger.deadlines }).toEqual({
      lost: [],
      doubled: [],
      deadlines: [],
    });
    expect(readSide.rows).toBeGreaterThan(ledger.events);
    expect(readSide.different).toEqual([]);
  }, 300_000);
});
