import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openControlDatabase, SqlControl } from '@mizan/read-models';
import { databases } from '@mizan/runtime';
import { callerAs } from '../support/api-client';
import { exampleShare } from '../support/example-share';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// A machine that does other things as well.
jest.setTimeout(60_000);

const ndjson = 'application/x-ndjson';

async function exportOf(ledger: Ledger): Promise<string> {
  const authorization = `Bearer ${await ledger.tokenFor('auditor')}`;
  const answer = await fetch(`${ledger.url}/v1/ledger/events`, { headers: { authorization } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, ndjson]);
  return answer.text();
}

async function importInto(ledger: Ledger, text: string, persona = 'registrar') {
  const call = await callerAs(ledger, persona);
  const { status, body } = await call('POST', '/v1/ledger/events', {
    body: text,
    headers: { 'content-type': ndjson },
  });
  return { status, ...body } as { status: number; code?: string; detail?: string; imported?: number };
}

async function headOf(ledger: Ledger): Promise<unknown> {
  const call = await callerAs(ledger, 'auditor');
  return (await call('GET', '/v1/ledger/head')).body['position'];
}

describe('the ledger as a whole', () => {
  const ledgers: Ledger[] = [];
  const start = async () => {
    const ledger = await startLedger();
    ledgers.push(ledger);
    return ledger;
  };
  let full: Ledger;
  let text: string;

  beforeAll(async () => {
    full = await start();
    const share = await callerAs(full, 'pk.sharer');
    const { body } = await share('POST', '/v1/shares', { body: exampleShare() });
    const approve = await callerAs(full, 'pk.approver');
    expect((await approve('POST', `/v1/shares/${String(body['id'])}/approval`)).status).toBe(200);
    await foreignEvents(full);
    text = await exportOf(full);
  });
  afterAll(async () => {
    for (const ledger of ledgers) await ledger.stop();
  });

  it('is the same, byte for byte, in another store', async () => {
    const empty = await start();
    const lines = text.trimEnd().split('\n');
    expect(await importInto(empty, text)).toEqual({ status: 200, imported: lines.length });
    expect(await exportOf(empty)).toBe(text);
    expect(lines.map((line) => (JSON.parse(line) as { remaining: number }).remaining)).toEqual(
      lines.map((_, index) => lines.length - 1 - index),
    );
    expect(text).not.toMatch(/"(position|created)":|"type":"\$/);
  });

  it('refuses a file that is cut off, foreign or changed, and stores nothing', async () => {
    const empty = await start();
    const cut = text.slice(0, Math.floor(text.length / 2));
    const atLine = text.slice(0, text.indexOf('\n', cut.length - 1000) + 1);
    const files = [cut, atLine, 'ged_id,relid\n1,2\n', '', text.replace('"hideout"', '"palace"')];
    for (const file of files) {
      expect(await importInto(empty, file)).toMatchObject({ status: 422, code: 'LEDGER_FILE_UNUSABLE' });
    }
    expect(await headOf(empty)).toBeNull();
  });

  it('is not imported over another one, nor over itself', async () => {
    const other = await start();
    const share = await callerAs(other, 'af.sharer');
    await share('POST', '/v1/shares', { body: exampleShare() });
    const before = await exportOf(other);
    expect(await importInto(other, text)).toMatchObject({ status: 409, code: 'LEDGER_NOT_EMPTY' });
    expect(await importInto(other, before)).toMatchObject({ status: 409, code: 'LEDGER_NOT_EMPTY' });
    expect(await exportOf(other)).toBe(before);
  });

  it('stays closed to orders after an interrupted import, until the same file completes it', async () => {
    const half = await start();
    const database = openControlDatabase(databases(half.settings).control);
    const control = new SqlControl(database);
    await control.setImport(true);
    const first = JSON.parse(text.slice(0, text.indexOf('\n'))) as Parameters<
      Ledger['store']['append']
    >[1][0] & {
      stream: string;
    };
    await half.store.append(first.stream, [first], 'no_stream');
    const share = await callerAs(half, 'pk.sharer');
    const refused = await share('POST', '/v1/shares', { body: exampleShare() });
    expect([refused.status, refused.body['code']]).toEqual([503, 'LEDGER_BUSY']);
    const lines = text.trimEnd().split('\n').length;
    expect(await importInto(half, text)).toEqual({ status: 200, imported: lines - 1 });
    expect(await control.importing()).toBe(false);
    await database.close();
    expect(await exportOf(half)).toBe(text);
    expect((await share('POST', '/v1/shares', { body: exampleShare() })).status).toBe(201);
  });

  it('says how far it reaches once a position can be read, and refuses what is no position', async () => {
    const behind = await start();
    const share = await callerAs(behind, 'pk.sharer');
    const goOn = await behind.pauseProjections();
    const { body } = await share('POST', '/v1/shares', { body: exampleShare() });
    const position = String(body['position']);
    const waiting = share('GET', `/v1/ledger/head?waitFor=${position}`);
    expect((await share('GET', '/v1/ledger/head')).body).toEqual({ position, readable: null });
    goOn();
    expect(await waiting).toMatchObject({ status: 200, body: { position, readable: position } });
    for (const faulty of ['waitFor=no', 'waitFor=1&waitFor=2'])
      expect(await share('GET', `/v1/ledger/head?${faulty}`)).toMatchObject({
        status: 400,
        body: { code: 'PARAMETER_INVALID' },
      });
  });

  it('is carried by those who may only', async () => {
    const sharer = await callerAs(full, 'pk.sharer');
    expect((await sharer('GET', '/v1/ledger/events')).status).toBe(403);
    expect((await importInto(full, text, 'auditor')).status).toBe(403);
    const registrar = await callerAs(full, 'registrar');
    expect((await registrar('POST', '/v1/ledger/events', { body: {} })).status).toBe(415);
  });
});

/** Another system's events in the same store, with content that JavaScript likes to lose. */
async function foreignEvents({ store }: Ledger): Promise<void> {
  const event = (n: number) => ({
    id: `00000000-0000-4000-8000-00000000000${n}`,
    type: 'Elsewhere',
    contentType: 'application/json' as const,
    data: { n, text: 'line\u2028separator' },
  });
  const bytes = Uint8Array.from([0, 255, 10]);
  await store.append(
    'elsewhere-1',
    [
      { ...event(1), metadata: undefined },
      { ...event(2), metadata: bytes },
      { ...event(3), metadata: { base64: 'AA==' } },
      { ...event(4), metadata: Uint8Array.from(Buffer.from('0')) },
      { ...event(5), contentType: 'application/octet-stream', data: bytes, metadata: { json: 1 } },
    ],
    'no_stream',
  );
}
