import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { runCommands } from '../../commands';

const outcome = { claimed: 'open', contested: false, found: null };
const entry = (position: string, type: string) => ({
  position,
  type,
  recordedAt: '2026-11-24T05:58:51.120Z',
  exercise: true,
  subject: { kind: 'share', id: 'a', revision: '6' },
  cases: [{ id: 'a', reference: 'PK-90TZ-4A', state: 'Acknowledged', overlays: ['Exercise'], outcome }],
});
const frame = (told: { position: string }) =>
  `id: ${told.position}\nevent: entry\ndata: ${JSON.stringify(told)}\n\n`;
const strike = {
  ...entry('9', 'StrikeAlleged'),
  subject: { kind: 'strike', id: 'b', revision: '0' },
  cases: [],
};

type Turn = (response: ServerResponse) => void;

const stream: (...frames: string[]) => Turn =
  (...frames) =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 10\nid: 6\n\n');
    for (const text of frames) response.write(text);
  };
const ended: (turn: Turn) => Turn = (turn) => (response) => {
  turn(response);
  response.end();
};
const problem: (status: number, code: string) => Turn = (status, code) => (response) => {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ status, code, detail: `It says ${code}.`, remedy: 'R.' }));
};

describe('mizan watch', () => {
  const asked: IncomingMessage[] = [];
  const tokens: string[] = [];
  let close = (): void => undefined;
  afterEach(() => {
    asked.splice(0);
    tokens.splice(0);
    close();
  });

  /** Serves one turn after the other. */
  async function serve(turns: readonly Turn[]): Promise<string> {
    const server = createServer((request, response) => {
      if (request.url === '/oidc/token') {
        tokens.push(`token-${tokens.length}`);
        response.writeHead(200, { 'content-type': 'application/json' });
        return response.end(JSON.stringify({ access_token: tokens.at(-1) }));
      }
      const turn = turns[asked.push(request) - 1];
      turn?.(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    close = () => {
      server.close();
      server.closeAllConnections();
    };
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }
  /** Watches until so many lines have come; then the person presses Ctrl-C. */
  async function watched(url: string, lines: number, ...words: string[]) {
    const said = { code: 0, out: '', err: '' };
    await runCommands(['watch', '--as', 'tr.cochair', ...words], {
      env: { MIZAN_URL: url },
      watched: false,
      out: (text) => {
        said.out += text;
        if (said.out.split('\n').length > lines) process.emit('SIGINT');
      },
      err: (text) => void (said.err += text),
      exit: (code) => void (said.code = code),
    });
    return said;
  }
  const headersOf = (name: string) => asked.map(({ headers }) => headers[name]);

  it('prints a line for each entry, and ends in order on Ctrl-C', async () => {
    const url = await serve([stream(frame(entry('7', 'ShareAcknowledged')), frame(strike))]);
    expect(await watched(url, 2, '--case', 'PK-90TZ-4A', '--type', 'A,B', '--after', '0')).toEqual({
      code: 0,
      err: '',
      out: [
        '       7  2026-11-24 05:58:51Z  ShareAcknowledged       PK-90TZ-4A  Acknowledged + Exercise     open\n',
        '       9  2026-11-24 05:58:51Z  StrikeAlleged           strike b\n',
      ].join(''),
    });
    expect(asked.map((request) => request.url)).toEqual(['/v1/live?case=PK-90TZ-4A&type=A%2CB&after=0']);
  });

  it('resumes after the last id, over a server that breaks off, is away and fails', async () => {
    const url = await serve([
      ended(stream(frame(entry('7', 'ShareAcknowledged')))),
      (response) => void response.destroy(),
      problem(503, 'SERVER_STOPPING'),
      stream(frame(entry('8', 'ShareAdmitted'))),
    ]);
    const { code, out, err } = await watched(url, 2, '--json');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([entry('7', 'ShareAcknowledged'), entry('8', 'ShareAdmitted')]);
    expect(headersOf('last-event-id')).toEqual([undefined, '7', '7', '7']);
    expect([code, err]).toEqual([0, expect.stringMatching(/ Waiting for it to come back\.\n$/)]);
  });

  it('signs in again when its token ends', async () => {
    const bye = 'event: bye\ndata: {"code":"IDENTITY_ENDED"}\n\n';
    const url = await serve([ended(stream(bye)), stream(frame(strike))]);
    expect(await watched(url, 1)).toMatchObject({ code: 0, err: '' });
    expect(headersOf('authorization')).toEqual(['Bearer token-0', 'Bearer token-1']);
  });

  it('tells what the server refuses, at first and later', async () => {
    const never = await serve([problem(404, 'CASE_UNKNOWN')]);
    expect(await watched(never, 1)).toEqual({ code: 3, out: '', err: 'It says CASE_UNKNOWN.\nR.\n' });
    close();
    asked.splice(0);
    const later = await serve([ended(stream()), problem(400, 'POSITION_UNKNOWN')]);
    expect(await watched(later, 1)).toEqual({ code: 2, out: '', err: 'It says POSITION_UNKNOWN.\nR.\n' });
  });

  it('does not wait for a server that is not there at all', async () => {
    expect((await watched('http://127.0.0.1:2', 1)).code).toBe(6);
  });
});
