import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dataFiles } from '@mizan/runtime';
import { callerAs, type Call } from '../support/api-client';
import { startLedger, type Ledger } from '../support/ledger-fixture';
import { WebVisit } from '../support/web-visit';

// Other suites run on the same machine.
jest.setTimeout(60_000);

interface Listed {
  readonly items: readonly { readonly id: string; readonly holder: { readonly id: string } }[];
}

describe('sessions', () => {
  let ledger: Ledger;
  let nobody: Call;

  beforeAll(async () => {
    ledger = await startLedger();
    nobody = await callerAs(ledger, null);
  });
  afterAll(() => ledger.stop());

  const signedIn = async (persona: string) => {
    const visit = new WebVisit();
    const body = new URLSearchParams({ persona });
    await visit.ask(`${ledger.url}/session`, { method: 'POST', body });
    return visit;
  };
  const whoami = async ({ cookie }: WebVisit) => {
    const { status, body } = await nobody('GET', '/v1/whoami', { headers: { cookie } });
    return `${String(status)} ${String(body['id'] ?? body['code'])}`;
  };
  const listed = async () => {
    const auditor = await callerAs(ledger, 'auditor');
    return ((await auditor('GET', '/v1/sessions')).body as unknown as Listed).items;
  };

  it('speak for whoever signed in, and hold nothing that could be read', async () => {
    const visit = await signedIn('jvt.verifier');
    expect(await whoami(visit)).toBe('200 jvt.verifier');
    expect(visit.cookieOf('mizan_session')).toMatch(/^[\w-]{43}$/);
  });

  it('end for good when somebody signs out, also for a copy of the cookie', async () => {
    const visit = await signedIn('registrar');
    const copy = { cookie: visit.cookie } as WebVisit;
    await visit.ask(`${ledger.url}/session/end`, { method: 'POST' });
    expect([visit.cookieOf('mizan_session'), await whoami(copy)]).toEqual([undefined, '401 SESSION_ENDED']);
  });

  it('give way to the next of the same browser', async () => {
    const visit = await signedIn('pk.sharer');
    const before = { cookie: visit.cookie } as WebVisit;
    const body = new URLSearchParams({ persona: 'pk.approver' });
    await visit.ask(`${ledger.url}/session`, { method: 'POST', body });
    expect([await whoami(before), await whoami(visit)]).toEqual(['401 SESSION_ENDED', '200 pk.approver']);
  });

  it('are listed for, and ended by, the operator and the auditor alone', async () => {
    const visit = await signedIn('af.sharer');
    const id = (await listed()).find(({ holder }) => holder.id === 'af.sharer')?.id ?? '';
    const operator = await callerAs(ledger, 'operator');
    const others = await callerAs(ledger, 'tr.cochair');
    const path = `/v1/sessions/${id}`;
    const statuses = [
      (await others('GET', '/v1/sessions')).status,
      (await others('DELETE', path)).status,
      (await nobody('DELETE', path)).status,
      (await operator('DELETE', path)).status,
      (await operator('DELETE', path)).status,
    ];
    expect(statuses).toEqual([403, 403, 401, 204, 404]);
    expect(await whoami(visit)).toBe('401 SESSION_ENDED');
    expect((await listed()).some((session) => session.id === id)).toBe(false);
  });

  it('leave lines in the audit log: who began, who ended whose, who was refused what', async () => {
    await nobody('POST', '/oidc/token', { body: {} });
    const entries = readFileSync(dataFiles(ledger.settings.dataDir).audit, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const told = entries.map(({ event, who, of, reason, route }) =>
      [event, who, of, reason, route].filter((each) => each !== undefined),
    );
    expect(told).toEqual(
      expect.arrayContaining([
        ['session-began', 'registrar'],
        ['session-ended', 'registrar', 'registrar'],
        ['session-ended', 'operator', 'af.sharer'],
        ['refused', 'tr.cochair', 'ROLE_MAY_NOT', '/v1/sessions/:id'],
        ['refused', null, 'NOT_SIGNED_IN', '/v1/sessions/:id'],
        ['refused', null, 'SESSION_ENDED', '/v1/whoami'],
      ]),
    );
    expect(entries.every(({ at }) => typeof at === 'string')).toBe(true);
  });

  it('do not begin at a provider that there is not', async () => {
    const visit = new WebVisit();
    const answers = await Promise.all(
      ['begin', 'callback?code=x&state=y'].map((path) => visit.ask(`${ledger.url}/session/${path}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
  });

  it('come over HTTPS in a cookie that is never sent in the clear', async () => {
    const secure = await startLedger({ settings: { publicUrl: 'https://mizan.example' } });
    const visit = new WebVisit();
    const body = new URLSearchParams({ persona: 'auditor' });
    const answer = await visit.ask(`${secure.url}/session`, { method: 'POST', body });
    await secure.stop();
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-mizan_session=[\w-]{43};.* Path=\/;.* HttpOnly; Secure; SameSite=Strict$/,
      ),
    ]);
  });
});
