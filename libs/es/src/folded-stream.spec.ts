import { describe, expect, it } from '@jest/globals';
import type { Decoded } from './events';
import { emptyStream, foldRead } from './folded-stream';
import { counter } from './testing/counter';

type Counted = Parameters<typeof counter.evolve>[1];

function recorded(revision: bigint, by: number): Decoded<Counted> {
  const commandId = `command ${revision}`;
  const envelope = { version: 1, recordedAt: '', commandId, correlationId: '', causationId: '' };
  const place = { stream: 'counter-1', revision, position: revision * 100n };
  return { id: `event ${revision}`, type: 'Counted', data: { by }, metadata: envelope, ...place };
}

describe('a stream that was read', () => {
  it('folds to its state, and keeps of its newest event only where it stands', () => {
    const folded = foldRead(counter, emptyStream(counter.initialState), [recorded(0n, 4), recorded(1n, 3)]);
    expect(folded.state()).toBe(7);
    expect(folded.tip).toStrictEqual({ id: 'event 1', revision: 1n, position: 100n });
    expect([...folded.commandIds]).toEqual(['command 0', 'command 1']);
  });
});
