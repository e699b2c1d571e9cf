import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createApi, type Api } from '../../apps/api/src/create-api';
import { askToken } from '../support/ask-token';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// Several processes share the machine with this suite.
jest.setTimeout(60_000);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('limits', () => {
  let ledger: Ledger;
  let api: Api;

  beforeAll(async () => {
    ledger = await startLedger();
    const corsOrigins = ['https://desk.example'];
    const publicUrl = 'https://mizan.example';
    api = await createApi({ ...ledger.settings, rateLimit: 3, corsOrigins, publicUrl });
  });
  afterAll(async () => {
    await api.close();
    await ledger.stop();
  });

  it('name every request, by its own name where that is a sane one', async () => {
    const idOf = async (given?: string) =>
      (
        await fetch(`${ledger.url}/v1/shares`, given ? { headers: { 'x-request-id': given } } : {})
      ).headers.get('x-request-id');
    expect(await idOf('desk:2026-11.24_a')).toBe('desk:2026-11.24_a');
    for (const insane of [undefined, 'short', 'with blanks in it', 'x'.repeat(65)])
      expect(await idOf(insane)).toMatch(uuid);
  });

  it('let scripts of other origins in only where somebody named them', async () => {
    const allowedTo = async (url: string, origin: string) => {
      const headers = { origin, 'access-control-request-method': 'GET' };
      const answers = await Promise.all([
        fetch(`${url}/health/live`, { headers }),
        fetch(`${url}/v1/shares`, { headers, method: 'OPTIONS' }),
      ]);
      return answers.map((answer) => answer.headers.get('access-control-allow-origin'));
    };
    expect(await allowedTo(ledger.url, 'https://desk.example')).toEqual([null, null]);
    expect(await allowedTo(api.url, 'https://other.example')).toEqual([null, null]);
    expect(await allowedTo(api.url, 'https://desk.example')).toEqual([
      'https://desk.example',
      'https://desk.example',
    ]);
  });

  it('ask browsers for https where people come by https, and there only', async () => {
    const transport = async (url: string) =>
      (await fetch(`${url}/health/live`)).headers.get('strict-transport-security');
    expect([await transport(ledger.url), await transport(api.url)]).toEqual([
      null,
      'max-age=31536000; includeSubDomains',
    ]);
  });

  it('count the requests of an identity, and of an address', async () => {
    // Its own address, as a proxy on this machine would pass it on.
    const from = { 'x-forwarded-for': '192.0.2.7' };
    const bearer = async (persona: string) => ({
      ...from,
      authorization: `Bearer ${await askToken(api.url, persona)}`,
    });
    const [chair, auditor] = [await bearer('tr.cochair'), await bearer('auditor')];
    const ask = (headers: Record<string, string>) => fetch(`${api.url}/v1/shares`, { headers });
    const statuses: number[] = [];
    for (let asked = 0; asked < 4; asked++) statuses.push((await ask(chair)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await ask(chair);
    expect(await refused.json()).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(auditor)).status).toBe(200);
    const strangers = [];
    for (let asked = 0; asked < 30; asked++)
      strangers.push((await ask({ 'x-forwarded-for': '192.0.2.8' })).status);
    expect(new Set(strangers)).toEqual(new Set([401]));
    expect((await ask({ 'x-forwarded-for': '192.0.2.8' })).status).toBe(429);
    expect((await ask(from)).status).toBe(401);
  });
});
