import type { DatabaseSync } from 'node:sqlite';
import { StoreFault } from './sqlite-errors';

/** "Mizn": marks the file as an event store of this node. */
const APPLICATION_ID = 0x4d697a6e;

/** Raise with every change of the tables and add the step to `stepsTo`. */
export const FORMAT_VERSION = 2;

/**
 * `frame` is the complete gRPC message a reader gets, `checksum` is over it and its place (`checksum.ts`). `id_hash` is
 * the CRC-32 of the event id: the index on it stays small, and whoever looks an id up compares the id in the frame.
 * Stream names are blobs because they may hold any character, NUL included. `progress` says how far a change of the
 * format has come; it is empty otherwise.
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
    checksum integer,
    frame blob not null
  ) strict;
  create unique index events_by_revision on events (stream, revision);
  create index events_by_id on events (stream, id_hash);
  ${progressTable()}
`;

/**
 * What leads to a format from the one before. Each step is quick and keeps every event readable; what takes long
 * (checksums for events that have none) goes on while the node serves, and is found in `progress`.
 */
const stepsTo: Readonly<Record<number, string>> = {
  2: `
    alter table events add column checksum integer;
    ${progressTable()}
    insert into progress (task, done, total)
      select 'checksums', 0, coalesce(max(position), 0) from events having max(position) is not null;
  `,
};

function progressTable(): string {
  return 'create table progress (task text primary key, done integer not null, total integer not null) strict;';
}

export type SchemaFinding =
  | { readonly kind: 'new' }
  | { readonly kind: 'current' }
  | { readonly kind: 'migrated'; readonly from: number };

/** Makes the tables in an empty file, and brings an older one forwards. Throws StoreFault for a file of something else. */
export function prepareSchema(db: DatabaseSync, database: string): SchemaFinding {
  const found = formatOf(db, database);
  if (found === FORMAT_VERSION) return { kind: 'current' };
  if (found !== 0) {
    for (let format = found + 1; format <= FORMAT_VERSION; format++)
      db.exec(`begin immediate; ${stepsTo[format] ?? ''} pragma user_version = ${String(format)}; commit`);
    return { kind: 'migrated', from: found };
  }
  db.exec(
    `begin immediate; ${TABLES} pragma application_id = ${String(APPLICATION_ID)}; pragma user_version = ${String(FORMAT_VERSION)}; commit`,
  );
  return { kind: 'new' };
}

/** The format of a file; 0 for an empty one. Throws StoreFault for a newer one, and for a file of something else. */
export function formatOf(db: DatabaseSync, database: string): number {
  const version = pragma(db, 'user_version');
  if (pragma(db, 'application_id') === APPLICATION_ID) {
    if (version > FORMAT_VERSION) throw tooNew(database, version);
    if (version < 1) throw foreign(database);
    return version;
  }
  if (pragma(db, 'schema_version') !== 0) throw foreign(database);
  return 0;
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
