import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { encodeEventFrame } from '../../../libs/store-node/src/wire/recorded-event';
import { viewEvent } from '../../../libs/store-node/src/wire/event-view';
import { openStore } from '../../../libs/store-node/src/storage/store';
import { perSecond } from '../support/in-flight';
import { plainEvent } from './plain-event';

/** How many go into each commit, and for how long that is measured. */
export interface Groups {
  readonly group: number;
  readonly seconds: number;
}

/** Events a second that this process commits through the node's own writer, 64 at a time: no socket, no client. */
export async function groupsInProcess(file: string, { group, seconds }: Groups): Promise<number> {
  const store = openStore(file);
  const submit = (lane: number) =>
    new Promise<void>((resolve, reject) => {
      store.writer.submit({
        request: {
          kind: 'append',
          stream: `lane-${String(lane)}`,
          expected: { kind: 'any' },
          events: [plainEvent()],
        },
        isExpired: () => false,
        done: ({ kind }) => (kind === 'written' ? resolve() : reject(new Error(kind))),
      });
    });
  try {
    return await perSecond({ inFlight: group, seconds }, submit);
  } finally {
    store.close();
  }
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

/** Rows a second of a table of stored events that are read and whose parts are found. The file is only looked at. */
export function scan(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  const rows = db.prepare('select frame from events order by position limit 200000');
  const begun = performance.now();
  let read = 0;
  for (const row of rows.iterate()) {
    const { frame } = row as { frame: Uint8Array };
    if (viewEvent(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)).id !== '') read++;
  }
  const rate = (read * 1000) / (performance.now() - begun);
  db.close();
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
