import { describe, expect, it } from '@jest/globals';
import type { Process } from '@mizan/es';
import { shareStream, strikeStream } from '../common/streams';
import { shareEvents } from '../shares/share.events';
import { due } from '../testing/samples';
import { deadlineProcess, type RecordDeadline } from './deadline.process';

const cancelling = ['ShareReturned', 'DeadlineMet', 'DeadlineMissed'];
const stream = shareStream('case-1');
const deadlineSet = { type: 'DeadlineSet', stream, data: { due, basis: '' } };

describe('the deadline process', () => {
  it('is a process of the kernel', () => {
    const process: Process<RecordDeadline> = deadlineProcess;
    expect([process.name, process.version]).toEqual(['deadline', 2]);
  });

  it('schedules one timer for each case', () => {
    expect(deadlineProcess.react(deadlineSet)).toEqual([
      { effect: 'schedule', key: 'case-1', at: due, command: { caseId: 'case-1', due } },
    ]);
  });

  it.each(Object.keys(shareEvents).filter((type) => type !== 'DeadlineSet'))('knows %s', (type) => {
    const expected = cancelling.includes(type) ? [{ effect: 'cancel', key: 'case-1' }] : [];
    expect(deadlineProcess.react({ type, stream, data: {} })).toEqual(expected);
  });

  it('listens to shares only', () => {
    expect(deadlineProcess.react({ ...deadlineSet, stream: strikeStream('case-1') })).toEqual([]);
    expect(deadlineProcess.react({ ...deadlineSet, stream: 'invoice-1' })).toEqual([]);
  });
});
