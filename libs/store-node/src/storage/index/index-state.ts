import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { LastBlock } from '../log/log-file';

/** What an index stands for. */
export interface IndexState {
  /** The id of its log, as hexadecimal digits. */
  readonly log: string;
  /** The last block that is in it. */
  readonly last: LastBlock;
  /** Whether the node that wrote it closed it. */
  readonly endedInOrder: boolean;
}

/** The row's own checksum does not fit: the index is damaged. */
export class DamagedState extends Error {}

/** Undefined for an index that nothing was ever taken into. Throws DamagedState. */
export function readState(db: DatabaseSync): IndexState | undefined {
  const row = db.prepare('select said, checksum from state').get();
  if (row === undefined) return undefined;
  const said = String(row['said']);
  if (crc32(said) !== row['checksum']) throw new DamagedState('The state of the index is damaged.');
  return JSON.parse(said) as IndexState;
}

export function stateWriter(db: DatabaseSync): (state: IndexState) => void {
  const write = db.prepare('insert or replace into state (only, said, checksum) values (1, ?, ?)');
  return (state) => {
    const said = JSON.stringify(state);
    write.run(said, crc32(said));
  };
}
