import { describe, expect, it } from '@jest/globals';
import { readTrace } from './trace-log';

const BLOCK = '9 pwrite64(20</d/events.db>, ""..., 4096, 0) = 4096';
const SYNC = '9 fdatasync(20</d/events.db>) = 0';
const ANSWER = '9 writev(25<socket:[77]>, [{iov_base=""..., iov_len=9}], 1) = 9';

describe('a trace of system calls', () => {
  const read = (...lines: string[]) => readTrace(lines, '/d/events.db');

  it('is fine when each answer follows a sync', () => {
    expect(read(BLOCK, BLOCK, SYNC, ANSWER)).toEqual({ writes: 2, syncs: 1, answers: 1, early: 0 });
  });

  it('shows an answer before the sync, and one before the sync has ended', () => {
    expect(read(BLOCK, ANSWER, SYNC).early).toBe(1);
    const begun = '9 fdatasync(20</d/events.db> <unfinished ...>';
    const resumed = '9 <... fdatasync resumed>) = 0';
    expect(read(BLOCK, begun, ANSWER.replace('9', '8'), resumed, ANSWER)).toEqual({
      writes: 1,
      syncs: 1,
      answers: 2,
      early: 1,
    });
  });

  it('leaves out the index, what is only written ahead, and other files', () => {
    expect(read(BLOCK.replace('4096, 0) = 4096', '1048576, 4096) = 1048576'), ANSWER).early).toBe(0);
    expect(read(BLOCK.replace('.db', '.db-index-wal'), BLOCK.replace('/d/', '/e/'), ANSWER).early).toBe(0);
  });
});
