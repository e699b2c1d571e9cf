import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { SecretCookie } from './secret-cookie';

const near = new SecretCookie('mizan_session', { secure: false, sameSite: 'strict' });
const far = new SecretCookie('mizan_session', { secure: true, sameSite: 'lax' });

describe('the cookie of a session', () => {
  it('is read from its header', () => {
    const read = (cookie?: string) => near.read({ headers: { cookie } } as Request);
    expect(read('a=1; mizan_session=ey.J.x; b=2')).toBe('ey.J.x');
    expect(
      [undefined, '', 'mizan_session=', 'xmizan_session=1', '__Host-mizan_session=1'].map(read),
    ).toStrictEqual([null, null, null, null, null]);
    expect(far.read({ headers: { cookie: 'mizan_session=1; __Host-mizan_session=2' } } as Request)).toBe('2');
  });

  it('is out of reach for scripts, for other sites and, over HTTPS, for whoever listens', () => {
    const calls: unknown[] = [];
    const response = { cookie: (...parts: unknown[]) => calls.push(parts) } as never;
    near.set(response, 'a', 1000);
    far.set(response, 'b', 2000);
    const always = { httpOnly: true, path: '/' };
    expect(calls).toStrictEqual([
      ['mizan_session', 'a', { ...always, secure: false, sameSite: 'strict', maxAge: 1000 }],
      ['__Host-mizan_session', 'b', { ...always, secure: true, sameSite: 'lax', maxAge: 2000 }],
    ]);
  });
});
