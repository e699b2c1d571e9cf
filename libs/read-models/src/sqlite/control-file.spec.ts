import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openControlDatabase, type ControlDatabase } from '../control/control-database';
import { SqlControl } from '../control/sql-control';
import { scratch, type Scratch } from '../testing/scratch';

describe('the file of the control database', () => {
  let files: Scratch;
  const opened: ControlDatabase[] = [];
  beforeEach(() => {
    files = scratch();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
    await files.clear();
  });

  const open = (readOnly: boolean) => {
    const database = openControlDatabase({ file: files.path('control.db'), readOnly });
    opened.push(database);
    return new SqlControl(database);
  };

  it('is not created by the worker', async () => {
    expect(await open(true).importing()).toBe(false);
    expect(existsSync(files.path('control.db'))).toBe(false);
  });

  it('takes over a file from before its schema had steps; half an import stays closed', async () => {
    const file = new DatabaseSync(files.path('control.db'));
    file.exec(
      'create table rebuild_request (projection text not null primary key, id text, requested_at bigint)',
    );
    file.exec('create table ledger_import (id bigint not null primary key, since bigint not null)');
    file.exec('insert into ledger_import values (1, 1)');
    file.close();
    const worker = open(true);
    expect(await worker.importing()).toBe(false);
    const api = open(false);
    expect(await api.importing()).toBe(true);
    expect(await worker.importing()).toBe(true);
  });
});
