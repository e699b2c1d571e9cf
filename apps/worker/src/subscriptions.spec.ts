import { describe, expect, it } from '@jest/globals';
import { readModelProjections } from '@mizan/read-models';
import { chosenSubscriptions, subscriptions } from './subscriptions';

const names = (setting?: string) =>
  chosenSubscriptions(setting === undefined ? {} : { MIZAN_SUBSCRIPTIONS: setting }).map(({ name }) => name);

describe('the list of everything that listens', () => {
  it('leaves out no read model', () => {
    const listed = subscriptions().flatMap((each) => (each.kind === 'projection' ? [each.name] : []));
    expect(listed.toSorted()).toEqual(
      readModelProjections()
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it('runs as a whole unless some are chosen', () => {
    expect(names()).toEqual(['cases', 'incidents', 'ledger', 'deadline']);
    expect(names('')).toEqual(names());
    expect(names(' deadline, cases ')).toEqual(['cases', 'deadline']);
  });

  it('knows no other names', () => {
    expect(() => names('cases,csaes')).toThrow(
      'MIZAN_SUBSCRIPTIONS names "csaes", which nothing listens under: use cases, incidents, ledger, deadline.',
    );
  });
});
