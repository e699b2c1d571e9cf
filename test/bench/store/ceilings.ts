import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { encodeEventFrame } from '../../../libs/store-node/src/wire/recorded-event';
import { viewEvent } from '../../../libs/store-node/src/wire/event-view';
import { walkToEnd } from '../../../libs/store-node/src/storage/log/find-end';
import { HEADER_BYTES, readHeader } from '../../../libs/store-node/src/storage/log/header';
import { bytesOf, readAt } from '../../../libs/store-node/src/storage/log/log-bytes';
import { LOG_START } from '../../../libs/store-node/src/storage/log/log-file';
import { plainEvent } from './plain-event';

/** How many go into each commit, and for how long that is measured. */
export interface Groups {
  readonly group: number;
  readonly seconds: number;
}

/** Rows a second that SQLite takes as durably as the node asks it to, so many in each transaction, and nothing else. */
export function rawSqlite(file: string, { group, seconds }: Groups): number {
  const db = new DatabaseSync(file);
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table rows (id integer primary key, frame blob not null) strict',
  );
  const insert = db.prepare('insert into rows (frame) values (?)');
  const frame = frameAt(1);
  const rate = perSecondInTurn(seconds, () => {
    db.exec('begin immediate');
    for (let row = 0; row < group; row++) insert.run(frame);
    db.exec('commit');
    return group;
  });
  db.close();
  return rate;
}

/** Events a second written to a plain file, with an fsync for every so many. */
export function rawFile(file: string, { group, seconds }: Groups): number {
  const handle = openSync(file, 'a');
  const frames = Buffer.concat(Array.from({ length: group }, () => frameAt(1)));
  const rate = perSecondInTurn(seconds, () => {
    writeSync(handle, frames);
    fsyncSync(handle);
    return group;
  });
  closeSync(handle);
  return rate;
}

/** Events a second that are read from a store's file, commit by commit, and whose parts are found. The file is only looked at. */
export function scan(path: string): number {
  const file = openSync(path, 'r');
  const bytes = bytesOf(file, readHeader(readAt(file, 0, HEADER_BYTES), path));
  const begun = performance.now();
  let read = 0;
  walkToEnd(bytes, { from: LOG_START, database: path }, ({ start, end, entries }) => {
    const block = bytes.read(start, end - start);
    for (const { place, length } of entries)
      if (viewEvent(block.subarray(place - start, place - start + length)).id !== '') read++;
  });
  const rate = (read * 1000) / (performance.now() - begun);
  closeSync(file);
  return rate;
}

function perSecondInTurn(seconds: number, work: () => number): number {
  const begun = performance.now();
  let done = 0;
  do done += work();
  while (performance.now() - begun < seconds * 1000);
  return (done * 1000) / (performance.now() - begun);
}

function frameAt(position: number): Buffer {
  const place = {
    stream: Buffer.from('raw'),
    revision: position,
    position,
    created: `${String(Date.now())}0000`,
  };
  return encodeEventFrame({ ...plainEvent(), ...place });
}
