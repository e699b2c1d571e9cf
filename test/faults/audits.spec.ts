import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contentText, eventIdOf, jsonContent, type NewEvent } from '@mizan/es';
import { MemoryEventStore } from '@mizan/es-testing';
import { migrate, openReadDatabase, rebuild } from '@mizan/read-models';
import { ledgerCodec, loadMechanismFile, readSettings } from '@mizan/runtime';
import { tell } from '../../apps/worker/src/demonstration/demonstrate';
import { scenarios } from '../../apps/worker/src/demonstration/scenarios';
import { auditLedger } from './ledger-audit';
import { auditReadSide } from './read-side-audit';

function eventsOf(key: string, ...types: readonly string[]): NewEvent[] {
  const content = { data: {}, metadata: { commandId: key } };
  return types.map((type, index) => ({
    id: eventIdOf(key, index, contentText(jsonContent(content))),
    type,
    contentType: 'application/json',
    ...content,
  }));
}

describe('the audit of the ledger', () => {
  const [kept, lost, moved] = [randomUUID(), randomUUID(), randomUUID()];
  const write = (key: string, revision: string, position: string) => ({
    key,
    revision,
    position,
    id: 'case',
    attempts: 1,
  });

  it('finds what is lost, what is not where the answer said, and what stands twice', async () => {
    const store = new MemoryEventStore();
    const { position } = await store.append('share-a', eventsOf(kept, 'Drafted', 'Shared'), 'no_stream');
    await store.append('share-b', eventsOf(moved, 'Drafted'), 'no_stream');
    await store.append('share-c', eventsOf(moved, 'Drafted'), 'no_stream');
    const acknowledged = [
      write(kept, '1', String(position)),
      write(lost, '0', '7'),
      write(moved, '5', String(position)),
    ];
    const audit = await auditLedger(store, { acknowledged, abandoned: [] });
    expect(audit).toMatchObject({ events: 4, lost: [lost, moved], doubled: [moved] });
  });

  it('wants exactly one miss of every deadline that ran out', async () => {
    const store = new MemoryEventStore();
    await store.append('share-once', eventsOf(randomUUID(), 'DeadlineMissed'), 'no_stream');
    await store.append('share-twice', eventsOf(randomUUID(), 'DeadlineMissed'), 'no_stream');
    await store.append('share-twice', eventsOf(randomUUID(), 'DeadlineMissed'), 0n);
    const audit = await auditLedger(store, { acknowledged: [], abandoned: ['once', 'twice', 'never'] });
    expect(audit).toMatchObject({ abandoned: 3, deadlines: ['twice', 'never'] });
  });
});

describe('the audit of the read side', () => {
  const store = new MemoryEventStore();
  const codec = ledgerCodec();
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mizan-audit-'));
    file = join(folder, 'read.db');
    const mechanism = loadMechanismFile(readSettings({}).mechanismFile);
    const { signal } = new AbortController();
    await tell(
      { mechanism, scenarios },
      { store, codec },
      { end: Date.now(), signal, report: () => undefined },
    );
    const db = openReadDatabase({ file });
    await migrate(db);
    for (const name of ['cases', 'incidents', 'ledger', 'deadline'])
      await rebuild(db, name, { store, codec });
    await db.close();
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('agrees with rows that a rebuild gives', async () => {
    const audit = await auditReadSide(file, store);
    expect(audit.rows).toBeGreaterThan(700);
    expect(audit.different).toEqual([]);
  });

  it('names the table in which a row differs, and one in which a row is missing', async () => {
    const database = new DatabaseSync(file);
    database.exec(`update case_version set state = 'Closed' where rowid = 1`);
    database.exec('delete from timer where rowid in (select rowid from timer limit 1)');
    database.close();
    expect((await auditReadSide(file, store)).different.toSorted()).toEqual(['case_version', 'timer']);
  });
});
