import type { DatabaseSync } from 'node:sqlite';

/** "Mizi": marks the file as the index of a log. */
const APPLICATION_ID = 0x4d697a69;

/** Raise with every change of the tables: an index of another version is made anew. */
const INDEX_VERSION = 1;

/**
 * What finds an event in the log: `place` and `length` are its frame's bytes there, `checksum` is over the frame and its
 * place in the ledger, `id_hash` is the CRC-32 of its id (whoever looks an id up compares the id in the frame). Stream names
 * are blobs because they may hold any character, NUL included; one is null where damage in the log hides it. `state` says
 * what the tables stand for, as JSON: which log, up to which of its blocks.
 */
const TABLES = `
  create table streams (
    id integer primary key,
    name blob unique
  ) strict;
  create table events (
    position integer primary key,
    stream integer not null,
    revision integer not null,
    id_hash integer not null,
    checksum integer not null,
    place integer not null,
    length integer not null
  ) strict;
  create unique index events_by_revision on events (stream, revision);
  create index events_by_id on events (stream, id_hash);
  create table state (
    only integer primary key check (only = 1),
    said text not null,
    checksum integer not null
  ) strict;
`;

export function makeTables(db: DatabaseSync): void {
  db.exec(
    `begin immediate; ${TABLES} pragma application_id = ${String(APPLICATION_ID)}; pragma user_version = ${String(INDEX_VERSION)}; commit`,
  );
}

/** Whether the file holds these tables, as far as its header says. */
export function hasTables(db: DatabaseSync): boolean {
  return pragma(db, 'application_id') === APPLICATION_ID && pragma(db, 'user_version') === INDEX_VERSION;
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`pragma ${name}`).get()?.[name]);
}
