import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runCommands } from '../../apps/cli/src/commands';
import { keptSignIns, type KeptSignIn } from '../../apps/cli/src/sign-in/kept-sign-ins';
import { typed, type Said } from '../../apps/cli/src/testing/typed';
import { startLedger } from '../support/ledger-fixture';
import { startProviderLedger, type ProviderLedger } from '../support/provider-ledger';
import { WebVisit } from '../support/web-visit';

// Other suites run on the same machine.
jest.setTimeout(90_000);

const isCallback = (url: URL) => url.pathname === '/callback';

describe('people at the command line, whom a provider signs in', () => {
  let at: ProviderLedger;
  let env: NodeJS.ProcessEnv;
  let home: string;

  beforeAll(async () => {
    at = await startProviderLedger();
    home = mkdtempSync(join(tmpdir(), 'mizan-login-'));
    env = { MIZAN_URL: at.ledger.url, XDG_CONFIG_HOME: home };
  });
  afterAll(async () => {
    await at.stop();
    rmSync(home, { recursive: true });
  });

  /** `mizan login`, and a person whose browser does what they would do on the page that is shown. */
  async function login(browse: (page: string) => Promise<void>): Promise<Said> {
    const said = { code: 0, out: '', err: '' };
    let browsing = Promise.resolve();
    await runCommands(['login', '--json'], {
      env,
      watched: false,
      out: (text) => void (said.out += text),
      err: (text) => {
        said.err += text;
        const [page] = /http\S+\/auth\?\S+/.exec(text) ?? [];
        if (page) browsing = browse(page);
      },
      exit: (code) => void (said.code = code),
    });
    await browsing;
    return said;
  }

  const signingIn = (person: string) =>
    login(async (page) => {
      const visit = new WebVisit();
      const back = await visit.signIn(page, person, isCallback);
      expect((await visit.ask(back.href)).status).toBe(200);
    });
  const kept = () => keptSignIns(env).at(at.ledger.url);
  const keep = (changes: Partial<KeptSignIn>) =>
    keptSignIns(env).keep(at.ledger.url, { ...(kept() as KeptSignIn), ...changes });
  const past = '2026-01-01T00:00:00.000Z';

  it('speak until they sign out', async () => {
    const { code, out } = await signingIn('person-1');
    const who = { id: 'person-1', party: 'PK', role: 'sharer', name: 'Officer of the test' };
    expect([code, JSON.parse(out)]).toEqual([0, who]);
    const known = await typed(['whoami', '--json'], env);
    expect([known.code, JSON.parse(known.out)]).toEqual([0, who]);
    const { refreshToken } = kept() as KeptSignIn;
    expect(await typed(['logout'], env)).toEqual({
      code: 0,
      out: `Signed out at ${at.ledger.url}: Officer of the test.\n`,
      err: '',
    });
    expect((await typed(['whoami'], env)).err).toContain('say mizan login');
    expect(readFileSync(keptSignIns(env).path, 'utf8')).toBe('{}\n');
    const again = await fetch(`${at.provider.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'refresh_token', client_id: 'mizan-cli' },
        refresh_token: refreshToken ?? '',
      }),
    });
    expect(await again.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('get a new token when theirs has ended, and are told when they cannot', async () => {
    await signingIn('person-2');
    const first = kept() as KeptSignIn;
    keep({ expiresAt: past });
    expect((await typed(['whoami'], env)).out).toContain('person-2');
    const second = kept() as KeptSignIn;
    expect(second.accessToken).not.toBe(first.accessToken);
    keep({ expiresAt: past, refreshToken: 'none-of-theirs' });
    const over = await typed(['whoami'], env);
    expect([over.code, over.err]).toEqual([
      4,
      `The sign-in of Operator of the test at ${at.ledger.url} has expired.\nSay mizan login.\n`,
    ]);
    keep(second);
    const back = at.provider.fail();
    keep({ expiresAt: past });
    const away = await typed(['whoami', '--json'], env);
    back();
    expect([away.code, away.err]).toEqual([6, expect.stringContaining('IDENTITY_PROVIDER_UNREACHABLE')]);
    expect((await typed(['whoami'], env)).code).toBe(0);
  });

  it('are nobody when they say no, come back to another question, or this ledger does not know them', async () => {
    await typed(['logout'], env);
    const refusing = await login(async (page) => {
      const { searchParams } = new URL(page);
      const callback = searchParams.get('redirect_uri') ?? '';
      expect((await fetch(`${callback}?code=made-up&state=another`)).status).toBe(404);
      const state = searchParams.get('state') ?? '';
      const iss = at.provider.issuer;
      await fetch(`${callback}?${new URLSearchParams({ error: 'access_denied', state, iss }).toString()}`);
    });
    expect([refusing.code, refusing.err]).toEqual([4, expect.stringContaining('(access_denied)')]);
    const partyless = await signingIn('person-3');
    expect([partyless.code, partyless.err]).toEqual([3, expect.stringContaining('IDENTITY_UNMAPPED')]);
    expect(kept()).toBeNull();
  });

  it('are told what to do where nobody signs in', async () => {
    const exercise = await startLedger();
    const said = await typed(['login', '--url', exercise.url], env);
    await exercise.stop();
    expect([said.code, said.err]).toEqual([3, expect.stringContaining('--as tr.cochair')]);
    expect((await typed(['logout'], env)).out).toContain('Nobody is signed in');
  });
});
