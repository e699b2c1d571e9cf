import { describe, expect, it } from '@jest/globals';
import { SettingsProblem } from '../settings-problem';
import { errorWords, loggedError } from './error-words';

const place = '34.501, 69.102';

describe('what a log holds of an error', () => {
  it('is no message that may quote what was being recorded', () => {
    const error = new TypeError(`Cannot store\n    at ${place} (believed:1:1)`);
    const { at, ...said } = loggedError(error);
    expect(said).toStrictEqual({ type: 'TypeError', fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) });
    expect(at?.[0]).toContain('error-words.spec.ts');
    expect(JSON.stringify(at)).not.toContain(place);
    expect(errorWords(error)).toMatch(/^TypeError \([0-9a-f]{12}\)$/);
  });

  it('tells equal faults from others', () => {
    expect(errorWords(new Error('a'))).toBe(errorWords(new Error('a')));
    expect(errorWords(new Error('a'))).not.toBe(errorWords(new Error('b')));
  });

  it("keeps Mizan's own words and the system's, with their codes", () => {
    expect(errorWords(new SettingsProblem('MIZAN_PORT is "x".'))).toBe('SettingsProblem: MIZAN_PORT is "x".');
    const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' });
    expect(loggedError(missing)).toMatchObject({ code: 'ENOENT', message: 'ENOENT: no such file' });
    const refused = Object.assign(new Error(`value "${place}" is out of range`), { code: '22003' });
    expect(errorWords(refused)).toMatch(/^Error \(22003, [0-9a-f]{12}\)$/);
  });

  it('is little where something else was thrown', () => {
    expect([errorWords(place), loggedError(undefined)]).toStrictEqual(['string', { type: 'undefined' }]);
  });
});
