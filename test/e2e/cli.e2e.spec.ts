import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { typed } from '../../apps/cli/src/testing/typed';
import { startLedger, type Ledger } from '../support/ledger-fixture';
import { buildMizan, mizan, mizanFile, type Ran } from '../support/mizan-process';

interface CaseJson {
  readonly id: string;
  readonly reference: string;
  readonly state: string;
  readonly outcome: object;
  readonly position: string;
  readonly revision: string;
  readonly events: readonly { readonly type: string; readonly actor: { readonly id: string } }[];
}

describe('mizan as a process', () => {
  let ledger: Ledger;
  let folder = '';
  let example = '';

  const as = (persona: string, ...words: string[]): Promise<Ran> =>
    mizan([...words, '--as', persona], { MIZAN_URL: ledger.url });

  /** The answer of a verb that succeeds. */
  async function answer<T>(persona: string, ...words: string[]): Promise<T> {
    const { code, out, err } = await as(persona, ...words, '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return JSON.parse(out) as T;
  }

  async function drafted(...words: string[]): Promise<CaseJson> {
    return answer('pk.sharer', 'share', 'log', '--file', example, ...words);
  }

  beforeAll(async () => {
    buildMizan();
    ledger = await startLedger();
    folder = await mkdtemp(join(tmpdir(), 'mizan-cli-'));
    example = join(folder, 'share.json');
    await writeFile(example, (await mizan(['share', 'log', '--example'], {})).out);
  }, 120_000);

  afterAll(async () => {
    await ledger.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes a share from the example to an action, and shows what was recorded', async () => {
    const { id, reference, revision } = await drafted();
    expect([reference.slice(0, 3), revision]).toEqual(['PK-', '0']);
    await answer('pk.approver', 'share', 'approve', reference);
    await answer('af.recipient', 'share', 'ack', reference);
    await answer('af.recipient', 'share', 'admit', id);
    await answer('af.recipient', 'share', 'act', id, '--kind', 'raid');
    const shown = await answer<CaseJson>('tr.cochair', 'share', 'show', reference);
    expect(shown.state).toBe('ActionClaimed');
    expect(shown.outcome).toEqual({ claimed: 'acted-in-time', contested: false, found: null });
    expect(shown.events.map(({ type, actor }) => [type, actor.id])).toEqual([
      ['IntelligenceDrafted', 'pk.sharer'],
      ['ReleaseApproved', 'pk.approver'],
      ['HoldUndertakingGiven', 'pk.approver'],
      ['CoordinatesShared', 'pk.approver'],
      ['ShareDelivered', 'pk.approver'],
      ['DeadlineSet', 'pk.approver'],
      ['ShareAcknowledged', 'af.recipient'],
      ['ShareAdmitted', 'af.recipient'],
      ['ActionTaken', 'af.recipient'],
      ['DeadlineMet', 'af.recipient'],
    ]);
    const states = await answer<CaseJson[]>('auditor', 'replay', reference);
    expect(states.map(({ state }) => state)).toEqual([
      ...Array<string>(4).fill('Draft'),
      ...['Delivered', 'Delivered', 'Acknowledged', 'Admitted', 'ActionClaimed', 'ActionClaimed'],
    ]);
    expect((await as('tr.cochair', 'share', 'show', id)).out).toContain('ShareAdmitted');
  }, 60_000);

  it('shows what was just written to whoever reads straight after it', async () => {
    const { id } = await drafted();
    const typedAs = (persona: string, ...words: string[]) =>
      typed([...words, id, '--json', '--as', persona], { MIZAN_URL: ledger.url });
    const goOn = await ledger.pauseProjections();
    const read = typedAs('pk.approver', 'share', 'approve').then(({ code }) => {
      expect(code).toBe(0);
      return typedAs('pk.sharer', 'share', 'show');
    });
    setTimeout(goOn, 1_000);
    expect(JSON.parse((await read).out)).toMatchObject({ state: 'Delivered' });
  }, 60_000);

  it('reads the past by position, on the board as in the case', async () => {
    const { id, position } = await drafted('--deadline', 'PT36H');
    const { position: later } = await answer<CaseJson>('pk.approver', 'share', 'approve', id);
    const then = await answer<CaseJson[]>('tr.cochair', 'review', 'board', '--as-of', position);
    const now = await answer<CaseJson[]>('tr.cochair', 'share', 'list', '--as-of', later);
    const stateIn = (board: readonly CaseJson[]) => board.find((found) => found.id === id)?.state;
    expect([stateIn(then), stateIn(now)]).toEqual(['Draft', 'Delivered']);
  }, 60_000);

  it('records a strike, its admission by the accused side only, and the link to its case', async () => {
    const { id } = await drafted();
    await answer('pk.approver', 'share', 'approve', id);
    const strike = await answer<CaseJson>('af.sharer', 'strike', 'allege', '--case', id);
    expect((await as('af.sharer', 'strike', 'admit', strike.id)).code).toBe(3);
    await answer('pk.sharer', 'strike', 'admit', strike.id);
    const { outcome } = await answer<CaseJson>('qa.cochair', 'share', 'show', id);
    expect(outcome).toEqual({ claimed: 'struck-instead', contested: false, found: null });
  }, 60_000);

  it('ends with a code that says what kind of refusal it was', async () => {
    const { id } = await drafted();
    const codes = [
      await as('pk.approver', 'share', 'approve', id, '--if-match', '7'),
      await as('pk.sharer', 'share', 'approve', id),
      await as('xx.nobody', 'share', 'list'),
      await as('pk.sharer', 'share', 'log', '--file', example, '--deadline', '2001-01-01T00:00:00Z'),
      await mizan(['share', 'list', '--as', 'auditor', '--url', 'http://127.0.0.1:2'], {}),
    ].map(({ code, out }) => [code, out]);
    expect(codes).toEqual([
      [5, ''],
      [3, ''],
      [4, ''],
      [3, ''],
      [6, ''],
    ]);
  }, 60_000);

  it('repeats an order under its key without recording it twice', async () => {
    const key = ['--idempotency-key', '3f0f3d3a-6d0f-4a58-8c4b-0d7d1d5a1f11'];
    const first = await drafted(...key);
    expect(await drafted(...key)).toEqual(first);
    const other = await as('pk.sharer', 'share', 'log', '--file', example, '--deadline', 'P9D', ...key);
    expect(other.code).toBe(5);
  }, 60_000);

  it('takes a share from standard input, and names what cannot be accepted', async () => {
    const share = JSON.stringify({ kind: 'hideout', place: { input: '99X' } });
    const words = ['share', 'log', '--file', '-', '--json', '--as', 'pk.sharer'];
    const { code, err } = await mizan(words, { MIZAN_URL: ledger.url }, share);
    const { errors } = JSON.parse(err) as { errors: { pointer: string }[] };
    expect([code, errors.map(({ pointer }) => pointer)]).toEqual([
      2,
      expect.arrayContaining(['/place/input', '/believed', '/deadline']),
    ]);
  }, 60_000);

  it('exports the ledger as lines, the same ones every time', async () => {
    const first = await as('auditor', 'ledger', 'export');
    const second = await as('auditor', 'ledger', 'export');
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out === second.out).toBe(true);
    const types = first.out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types.filter((type) => type === 'ActionTaken')).toHaveLength(1);
  }, 60_000);

  it('exports into a file that is whole or not there, for this user alone', async () => {
    const here = await mkdtemp(join(folder, 'export-'));
    const file = join(here, 'ledger.ndjson');
    const { code, out, err } = await as('auditor', 'ledger', 'export', '--output', file);
    expect([code, out, err]).toEqual([0, '', '']);
    const whole = await readFile(file, 'utf8');
    expect(whole).toBe((await as('auditor', 'ledger', 'export')).out);
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const words = [process.execPath, mizanFile, 'ledger', 'export', '--as', 'auditor', '--output', file];
    const full = await new Promise<Ran>((resolve) => {
      const env = { ...process.env, MIZAN_URL: ledger.url };
      // A disk that takes 1 KB, and then no more.
      const child = execFile(
        'bash',
        ['-c', 'ulimit -f 1; exec "$@"', 'bash', ...words],
        { env },
        (_, ...said) => resolve({ code: child.exitCode, out: said[0], err: said[1] }),
      );
    });
    expect(full).toEqual({
      code: 1,
      out: '',
      err: [
        `${file} was not written: the disk is full or at its limit (EFBIG).`,
        'Make room, or name a file on another disk. A file that was there before is still there.\n',
      ].join('\n'),
    });
    expect(await readFile(file, 'utf8')).toBe(whole);
    expect(await readdir(here)).toEqual(['ledger.ndjson']);
    expect((await as('auditor', 'ledger', 'export', '--output', here)).code).toBe(2);
  }, 60_000);
});
