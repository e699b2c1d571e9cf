import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { readSession, setSession } from './session-cookie';

const session = (cookie?: string) => readSession({ headers: { cookie } } as Request);

describe('the session', () => {
  it('is read from its cookie', () => {
    expect(session('a=1; mizan_session=ey.J.x; b=2')).toBe('ey.J.x');
    expect([session(), session(''), session('mizan_session='), session('xmizan_session=1')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('is out of reach for scripts and for other sites', () => {
    const calls: unknown[] = [];
    setSession({ cookie: (...parts: unknown[]) => calls.push(parts) } as never, 'token');
    expect(calls).toEqual([
      ['mizan_session', 'token', { httpOnly: true, sameSite: 'strict', path: '/', maxAge: 43_200_000 }],
    ]);
  });
});
