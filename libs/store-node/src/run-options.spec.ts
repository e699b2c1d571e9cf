import { describe, expect, it } from '@jest/globals';
import { NodeUsage, readNodeOptions } from './run-options';

describe('what the node is told', () => {
  const database = (argv: string[], env: NodeJS.ProcessEnv = {}) => readNodeOptions(argv, env).database;

  it('is the file that is named, else that of the data folder, else that of this folder', () => {
    const env = { MIZAN_DATA_DIR: 'kept' };
    expect(database(['--db', 'other.db'], env)).toBe('other.db');
    expect(database(['--db', ':memory:'], env)).toBe(':memory:');
    expect(database([], env)).toBe('kept/events.db');
    expect(database([], { MIZAN_DATA_DIR: '/var/lib/mizan' })).toBe('/var/lib/mizan/events.db');
    expect(database([], { MIZAN_DATA_DIR: '' })).toBe('events.db');
    expect(database(['--db', 'info'])).toBe('info');
  });

  it.each([
    [['--json', 'info'], 'info'],
    [['--db', 'X', 'info'], 'info'],
    [['--db', 'info', 'verify', '--json'], 'verify'],
    [['--port=1', 'backup', 'copy'], 'backup'],
  ])('%j is a verb that comes too late, told in one line', (argv, verb) => {
    expect(() => readNodeOptions(argv, {})).toThrow(
      new Error(`Put the verb first: mizan store ${verb}, and its options behind it.`),
    );
  });

  it.each([['serve'], ['--json'], ['--db']])('%j is refused with what is possible', (word) => {
    expect(() => readNodeOptions([word], {})).toThrow(NodeUsage);
  });
});
