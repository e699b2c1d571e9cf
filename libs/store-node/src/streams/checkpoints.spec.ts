import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { describe, expect, it } from '@jest/globals';
import type { FilterRequest } from '../wire/read-messages';
import { Checkpoints } from './checkpoints';

const filter = (window: number, multiplier: number): FilterRequest => ({
  on: 'stream',
  regex: '',
  prefixes: [],
  window,
  multiplier,
});

function positionIn(framed: Buffer | undefined): string | undefined {
  return framed && ReadResp.deserializeBinary(framed.subarray(5)).getCheckpoint()?.getCommitPosition();
}

describe('Checkpoints', () => {
  it('come after every so many events looked at, counted since the beginning', () => {
    const checkpoints = new Checkpoints(filter(2, 3));
    const sent = Array.from({ length: 20 }, (_, index) => positionIn(checkpoints.after(index + 1, false)));
    expect(sent.filter((position) => position !== undefined)).toEqual(['6', '12', '18']);
    expect(positionIn(checkpoints.caughtUp(20))).toBe('20');
  });

  it('are sent only when they rise', () => {
    const checkpoints = new Checkpoints(filter(1, 1));
    expect(positionIn(checkpoints.after(4, true))).toBe('4');
    expect(checkpoints.caughtUp(4)).toBeUndefined();
  });

  it('say the end of everything when nothing was sent before', () => {
    const checkpoints = new Checkpoints(filter(32, 1));
    checkpoints.after(1, false);
    expect(positionIn(checkpoints.caughtUp(1))).toBe('18446744073709551615');
  });

  it('need an interval', () => {
    expect(() => new Checkpoints(filter(32, 0))).toThrow('checkpoint interval');
  });
});
