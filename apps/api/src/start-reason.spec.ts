import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { SettingsProblem } from '@mizan/runtime';
import { reasonOf } from './start-reason';

async function portError(): Promise<unknown> {
  const first = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => first.once('listening', resolve));
  const address = first.address();
  const second = createServer().listen(typeof address === 'object' ? address?.port : 0, '127.0.0.1');
  const error = await new Promise((resolve) => second.once('error', resolve));
  await new Promise((resolve) => first.close(resolve));
  return error;
}

describe('why the api cannot start', () => {
  it('is said for a port in use', async () => {
    expect(reasonOf(await portError())).toMatch(
      /^Port \d+ of 127\.0\.0\.1 is taken by another program\. End that program, or set MIZAN_PORT/,
    );
  });

  it('is said for a folder that cannot be written', () => {
    const error = Object.assign(new Error('EACCES: permission denied, mkdir /x'), {
      code: 'EACCES',
      syscall: 'mkdir',
    });
    expect(reasonOf(error)).toMatch(/permission denied.*MIZAN_DATA_DIR/);
  });

  it('is said in the words of a settings problem', () => {
    expect(reasonOf(new SettingsProblem('MIZAN_PORT is "x".'))).toBe('MIZAN_PORT is "x".');
  });

  it('keeps the place of a fault', () => {
    expect(reasonOf(new TypeError('odd'))).toContain('start-reason.spec');
  });
});
