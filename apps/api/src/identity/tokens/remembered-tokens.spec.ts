import { describe, expect, it } from '@jest/globals';
import type { Identity } from '@mizan/access';
import { UnsecuredJWT } from 'jose';
import { RememberedTokens } from './remembered-tokens';

const start = Date.UTC(2026, 0, 1);
const somebody: Identity = { id: 'a', party: null, role: 'auditor', name: 'A' };
const lasting = (seconds: number) => new UnsecuredJWT({}).setExpirationTime(start / 1000 + seconds).encode();

function house() {
  const checked: string[] = [];
  let now = start;
  const verify = (token: string) => {
    checked.push(token);
    return token === 'bad' ? Promise.reject(new Error('refused')) : Promise.resolve(somebody);
  };
  const tokens = new RememberedTokens({ verify }, () => now);
  return { tokens, checked, pass: (seconds: number) => void (now += seconds * 1000) };
}

describe('remembered tokens', () => {
  it('are checked once within half a minute', async () => {
    const { tokens, checked, pass } = house();
    const token = lasting(3_600);
    expect([await tokens.verify(token), await tokens.verify(token)]).toEqual([somebody, somebody]);
    expect(checked).toHaveLength(1);
    pass(30);
    await tokens.verify(token);
    expect(checked).toHaveLength(2);
  });

  it('are not taken at their word once they have expired', async () => {
    const { tokens, checked, pass } = house();
    await tokens.verify(lasting(10));
    pass(10);
    await tokens.verify(lasting(10));
    expect(checked).toHaveLength(2);
  });

  it('that were refused are refused again', async () => {
    const { tokens, checked } = house();
    await expect(tokens.verify('bad')).rejects.toThrow('refused');
    await expect(tokens.verify('bad')).rejects.toThrow('refused');
    expect(checked).toHaveLength(2);
  });

  it('are let go of, the oldest first, before they become many', async () => {
    const { tokens, checked } = house();
    const many = Array.from({ length: 1_001 }, (_, n) => lasting(3_600 + n));
    for (const token of many) await tokens.verify(token);
    await tokens.verify(many[1_000] ?? '');
    await tokens.verify(many[0] ?? '');
    expect(checked).toHaveLength(1_002);
  });
});
