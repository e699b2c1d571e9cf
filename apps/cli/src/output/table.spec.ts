import { describe, expect, it } from '@jest/globals';
import { facts, table } from './table';
import { widthOf } from './width';

describe('tables', () => {
  it('align columns, also under wide characters and marks', () => {
    const columns = [
      { title: 'NAME', value: ([name]: readonly string[]) => name ?? '' },
      { title: 'VALUE', value: ([, value]: readonly string[]) => value ?? '' },
    ];
    const rows = [
      ['عدل', '1'],
      ['漢字', '2'],
      ['e\u0301', '3'],
    ];
    expect(table(columns, rows)).toBe('NAME  VALUE\nعدل   1\n漢字  2\ne\u0301     3');
  });

  it('say so when they are empty', () => {
    expect(table([], [])).toBe('None.');
  });

  it('leave out facts that have no value', () => {
    expect(
      facts([
        ['A', '1'],
        ['Longer', null],
        ['B', ''],
      ]),
    ).toBe('A  1');
  });
});

describe('the width of a text', () => {
  it.each([
    ['abc', 3],
    ['漢', 2],
    ['مِيزَان', 5],
    ['👩‍👩‍👧', 2],
    ['', 0],
  ])('of %j is %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});
