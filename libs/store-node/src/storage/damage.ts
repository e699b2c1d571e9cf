import { StoreFault } from './faults';

/** What is wrong, and where. */
export interface Damage {
  readonly position?: number;
  /** The stream's name; undefined when even that cannot be told. */
  readonly stream?: string;
  readonly revision?: number;
  /** The end of a sentence that begins with the event: "has a checksum that does not fit". */
  readonly what: string;
}

/** An event that is not what was stored. It is never served: the call that met it ends with DATA_LOSS. */
export class DamagedEvent extends StoreFault {
  constructor(
    readonly damage: Damage,
    database: string,
    cause?: unknown,
  ) {
    super(
      'DAMAGED',
      `${damageWords(damage)}. It is in ${database} and is not served. "mizan store verify" tells what else is damaged, and whether it is the file (restore a backup) or its index (remove it while no node runs).`,
      cause,
    );
  }
}

export function damageWords({ position, stream, revision, what }: Damage): string {
  const at = position === undefined ? 'An event' : `The event at position ${String(position)}`;
  const named = stream === undefined ? 'an unknown stream' : `stream '${stream}'`;
  const where = revision === undefined ? named : `revision ${String(revision)} of ${named}`;
  return `${at} (${where}) ${what}`;
}
