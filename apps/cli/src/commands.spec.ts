import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { fakeServer, type FakeServer } from './testing/fake-server';
import { typed } from './testing/typed';

const nobody = 'http://127.0.0.1:2';

describe('what is typed', () => {
  it.each([
    [[], 'mizan needs a verb.\nmizan --help lists them.\n'],
    [['share'], 'mizan share needs a verb.\nIt knows log, '],
    [['share', 'aprove'], 'mizan share knows no verb "aprove".\nDid you mean mizan share approve? It knows '],
    [['shar'], "Unknown command 'shar'.\n(Did you mean share?) "],
    [['share', 'ack'], "Missing required argument 'id'.\n"],
    [['share', 'ack', 'A', 'B'], "Too many arguments for 'ack'. Expected 1 argument but got 2.\n"],
    [['share', 'list', '--jsn'], "Unknown option '--jsn'.\n(Did you mean --json?) "],
    [['share', 'act', 'A', '--kind', 'strike'], "Option '--kind <kind>' argument 'strike' is invalid. "],
    [['share', 'supersede', 'A', '--as', 'x'], 'Which share takes its place?\nSay --by ID'],
    [['share', 'correct', 'A', '--as', 'x'], 'What is to be corrected?\nSay --believed TEXT'],
    [['share', 'log', '--as', 'x'], 'Which share?\nSay --file PATH'],
    [['share', 'log', '--as', 'x', '--file', '/nowhere'], '/nowhere cannot be read: ENOENT'],
    [['strike', 'link', 'S', '--as', 'x'], 'Which case?\nSay --case ID'],
    [['share', 'list', '--as', 'x', '--url', 'ftp:x'], '"ftp:x" is not the address of a server.\n'],
  ])('%j is refused with what to do', async (words, expected) => {
    const { code, out, err } = await typed(words);
    expect([code, out, err.slice(0, expected.length)]).toEqual([2, '', expected]);
  });

  it('needs somebody who speaks, and a server that answers', async () => {
    expect((await typed(['share', 'list', '--url', nobody])).code).toBe(4);
    const { code, out, err } = await typed(['share', 'list', '--as', 'tr.cochair', '--json'], {
      MIZAN_URL: nobody,
    });
    expect([code, out]).toEqual([6, '']);
    expect(JSON.parse(err)).toEqual({
      type: 'https://mizan.invalid/problems/server-unreachable',
      code: 'SERVER_UNREACHABLE',
      title: 'No server',
      detail: 'Nothing answers at http://127.0.0.1:2 (ECONNREFUSED).',
      remedy: 'Start Mizan with npm start, or say where it runs: --url URL, MIZAN_URL or MIZAN_PORT.',
    });
  });

  it('finds the example without a server and without anybody', async () => {
    const { code, out, err } = await typed(['share', 'log', '--example', '--json'], { MIZAN_URL: nobody });
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ deadline: 'P7D', hold: { beyondDeadline: 'P3D' } });
  });

  it('shows help and version on standard output', async () => {
    expect(await typed(['--version'])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^\d+\.\d+/),
    });
    const help = await typed(['share', 'act', '--help']);
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toContain('--idempotency-key <uuid>');
  });
});

describe('what is asked of the server', () => {
  let server: FakeServer;
  beforeAll(async () => void (server = await fakeServer()));
  afterAll(() => server.close());
  afterEach(() => void server.asked.splice(0));

  const ask = (...words: string[]) => typed([...words, '--as', 'tr.cochair'], { MIZAN_URL: server.url });
  const asked = () =>
    server.asked.map(({ method, path, body }) => [method, path, body && (JSON.parse(body) as unknown)]);
  const head = ['GET', '/v1/ledger/head?waitFor=12', ''];

  const steps: [string, string[], string, object | ''][] = [
    ['approve', [], 'approval', ''],
    ['ack', [], 'acknowledgement', ''],
    ['admit', [], 'admission', ''],
    ['return', [], 'return', { defect: 'other', reason: 'Returned without further words.' }],
    ['return', ['--defect', 'duplicate', '--reason', 'r'], 'return', { defect: 'duplicate', reason: 'r' }],
    ['decline', [], 'declination', { reason: 'other', explanation: 'Declined without further words.' }],
    ['undertake', ['--kind', 'raid'], 'undertaking', { kind: 'raid' }],
    ['act', ['--kind', 'raid'], 'actions', { kind: 'raid' }],
    [
      'act',
      ['--kind', 'raid', '--persons', '2', '--place', '42S WC 1 1', '--radius', '50', '--occurred-at', 'T'],
      'actions',
      { kind: 'raid', occurredAt: 'T', results: { persons: 2 }, place: { input: '42S WC 1 1', radiusM: 50 } },
    ],
    ['nothing-found', ['--note', 'n'], 'nothing-found', { note: 'n' }],
    ['withdraw', [], 'withdrawal', { reason: 'Withdrawn by the sharing side.' }],
    [
      'correct',
      ['--believed', 'b'],
      'correction',
      { believed: 'b', reason: 'Corrected by the sharing side.' },
    ],
    ['supersede', ['--by', 'PK-2'], 'supersession', { by: 'PK-2', reason: 'Superseded by a later share.' }],
    ['challenge', [], 'challenge', { reason: 'The sharing side does not accept the reported action.' }],
    ['close', [], 'closure', { reason: 'Closed by the registrar.' }],
    ['rule', ['--clause', 'c', '--reasons', 'r'], 'inadmissibility', { clause: 'c', reasons: 'r' }],
  ];

  it.each(steps)(
    'share %s %j posts its order, and waits until it can be read',
    async (name, words, path, body) => {
      server.answer(`POST /v1/shares/PK-1/${path}`, { position: '12', revision: '3' });
      server.answer('GET /v1/ledger/head', { position: '12', readable: '12' });
      const { code, out, err } = await ask('share', name, 'PK-1', ...words, '--json');
      expect([code, err, JSON.parse(out)]).toEqual([0, '', { position: '12', revision: '3' }]);
      expect(asked()).toEqual([['POST', `/v1/shares/PK-1/${path}`, body], head]);
    },
  );

  it('waits while reading gets on, and says of a write that cannot be read yet that it is recorded', async () => {
    const seen = ['10', '11', '11'];
    server.answer('POST /v1/shares/PK-1/admission', { position: '12', revision: '3' });
    server.answer(
      'GET /v1/ledger/head',
      (path: string) =>
        path.includes('waitFor') ? { code: 'READ_MODEL_BEHIND' } : { readable: seen.shift() },
      (path: string) => (path.includes('waitFor') ? 504 : 200),
    );
    expect(await ask('share', 'admit', 'PK-1')).toEqual({
      code: 0,
      out: 'Admitted. Position 12, revision 3.\n',
      err: expect.stringMatching(/^It is recorded, and cannot be read yet: .* position 12 /),
    });
    expect(seen).toEqual([]);
  });

  it('acts as the case asks where no kind is named', async () => {
    server.answer('GET /v1/shares/PK-1', { requestedAction: 'seizure' });
    server.answer('POST /v1/shares/PK-1/actions', { position: null, revision: '3' });
    expect((await ask('share', 'act', 'PK-1')).out).toBe('Action recorded. Nothing new to record.\n');
    expect(asked()).toEqual([
      ['GET', '/v1/shares/PK-1', ''],
      ['POST', '/v1/shares/PK-1/actions', { kind: 'seizure' }],
    ]);
  });

  it('sends token, key and revision as headers', async () => {
    server.answer('POST /v1/shares/PK-1/admission', { position: null, revision: '3' });
    await ask('share', 'admit', 'PK-1', '--idempotency-key', 'k', '--if-match', '4');
    expect(server.asked[0]?.headers).toMatchObject({
      authorization: 'Bearer a-token',
      'idempotency-key': 'k',
      'if-match': '"4"',
    });
  });

  it('records strikes with their case', async () => {
    server.answer('POST /v1/strikes', { id: 's', position: '12', revision: '0' });
    const { out } = await ask('strike', 'allege', '--case', 'PK-1', '--class', 'shelling', '--json');
    expect(JSON.parse(out)).toEqual({ id: 's', position: '12', revision: '0' });
    expect(asked()[0]).toEqual(['POST', '/v1/strikes', { kind: 'alleged', case: 'PK-1', class: 'shelling' }]);
  });

  it('reads every page as of the first one', async () => {
    const pair = { asOf: '9', validAt: '2026-11-24T00:00:00.000Z' };
    server.answer('GET /v1/shares', (path: string) =>
      path.includes('cursor')
        ? { ...pair, items: [{ id: 'b' }], next: null }
        : { ...pair, items: [{ id: 'a' }], next: 'c' },
    );
    const { out } = await ask('review', 'board', '--json');
    expect(JSON.parse(out)).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(server.asked.map(({ path }) => path)).toEqual([
      '/v1/shares?limit=200',
      '/v1/shares?asOf=9&validAt=2026-11-24T00%3A00%3A00.000Z&limit=200&cursor=c',
    ]);
  });

  it('tells the problem that the server answers, whole with --json', async () => {
    const problem = {
      type: 't',
      title: 'Case closed',
      status: 409,
      detail: 'It is closed.',
      code: 'C',
      remedy: 'R.',
    };
    server.answer('POST /v1/shares/PK-1/approval', problem, 409);
    expect(await ask('share', 'approve', 'PK-1')).toEqual({ code: 5, out: '', err: 'It is closed.\nR.\n' });
    const { err } = await ask('share', 'approve', 'PK-1', '--json');
    expect(JSON.parse(err)).toEqual(problem);
    const failed = { ...problem, status: 503, detail: 'It failed.', requestId: 'request-1' };
    server.answer('POST /v1/shares/PK-1/approval', failed, 503);
    expect((await ask('share', 'approve', 'PK-1')).err).toBe('It failed.\nR.\nRequest request-1.\n');
  });

  it('knows an unknown persona from a missing one', async () => {
    const { code, err } = await typed(['whoami', '--as', 'xx.nobody'], { MIZAN_URL: server.url });
    expect([code, err.split('\n')[0]]).toEqual([4, 'The server knows no persona "xx.nobody".']);
  });
});
