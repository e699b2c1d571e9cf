import type { EventStore } from '@mizan/es';
import { eventOfLine, writeLine, type LedgerLine } from './line';

/** The ledger already holds events, and they are not just the beginning of this file. */
export class LedgerNotEmpty extends Error {
  override readonly name = 'LedgerNotEmpty';
}

/**
 * How many of the file's lines are already in the ledger: 0 when it is empty, some when an import of the same file was
 * interrupted; every event there is must then be the file's own, in its order, and some of the file must be missing.
 * @throws LedgerNotEmpty
 */
export async function linesPresent(store: EventStore, lines: AsyncGenerator<LedgerLine>): Promise<number> {
  let present = 0;
  for await (const event of store.readAll()) {
    const line = await next(lines);
    if (!line || writeLine(event, line.remaining) !== writeLine(eventOfLine(line), line.remaining))
      throw new LedgerNotEmpty('The ledger holds other events than this file.');
    present++;
  }
  if (present > 0 && !(await next(lines)))
    throw new LedgerNotEmpty('The ledger holds this whole file already.');
  return present;
}

async function next(lines: AsyncGenerator<LedgerLine>): Promise<LedgerLine | null> {
  const result = await lines.next();
  return result.done ? null : result.value;
}
