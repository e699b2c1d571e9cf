import type { DatabaseSync } from 'node:sqlite';
import { StoreFault } from './sqlite-errors';

/** "Mizn": marks the file as an event store of this node. */
const APPLICATION_ID = 0x4d697a6e;

/** Raise with every change of the tables and add the step to `migrate`. */
export const FORMAT_VERSION = 1;

/**
 * `frame` is the complete gRPC message a reader gets. `id_hash` is the CRC-32 of the event id: the index on it stays
 * small, and whoever looks an id up compares the id in the frame. Stream names are blobs because they may hold any
 * character, NUL included.
 */
const TABLES = `
  create table streams (
    id integer primary key,
    name blob not null unique
  ) strict;
  create table events (
    position integer primary key,
    stream integer not null,
    revision integer not null,
    id_hash integer not null,
    frame blob not null
  ) strict;
  create unique index events_by_revision on events (stream, revision);
  create index events_by_id on events (stream, id_hash);
`;

/** Makes the tables in an empty file; true if it was empty. Throws StoreFault for a file of something else. */
export function prepareSchema(db: DatabaseSync, database: string): boolean {
  const version = pragma(db, 'user_version');
  if (pragma(db, 'application_id') === APPLICATION_ID) {
    if (version > FORMAT_VERSION) throw tooNew(database, version);
    return false;
  }
  if (pragma(db, 'schema_version') !== 0) throw foreign(database);
  db.exec(
    `begin; ${TABLES} pragma application_id = ${String(APPLICATION_ID)}; pragma user_version = ${String(FORMAT_VERSION)}; commit`,
  );
  return true;
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`pragma ${name}`).get()?.[name]);
}

function tooNew(database: string, version: number): StoreFault {
  return new StoreFault(
    'TOO_NEW',
    `The event store ${database} has format ${String(version)}, newer than this version of Mizan reads (${String(FORMAT_VERSION)}). Start it with the version that wrote it, or update this one.`,
  );
}

function foreign(database: string): StoreFault {
  return new StoreFault(
    'FOREIGN',
    `The file ${database} is a SQLite database, but not an event store. Name another file with --db.`,
  );
}
