import { describe, expect, it } from '@jest/globals';
import { progressLines } from './progress-view';

describe('progress where nobody watches', () => {
  it('is one line a second, and always the last one', () => {
    const lines: string[] = [];
    let now = 0;
    const view = progressLines(
      (line) => lines.push(line),
      () => now,
    );
    for (const done of [10, 20, 30, 40]) {
      view.show({ what: 'Loading the demonstration', done, total: 40 });
      now += 500;
    }
    expect(lines).toEqual([
      'Loading the demonstration: 10 of 40',
      'Loading the demonstration: 30 of 40',
      'Loading the demonstration: 40 of 40',
    ]);
  });
});
