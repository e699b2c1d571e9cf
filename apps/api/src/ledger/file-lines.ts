import type { EventCodec } from '@mizan/es';
import { FileCheck } from './file-check';
import type { LedgerLine } from './line';
import { parseLine } from './line-parse';
import { readLines } from './line-reader';
import type { Spool } from './spool';

/** Reads the whole file once and answers how many events it holds. @throws LedgerFileProblem */
export async function checkFile(file: Pick<Spool, 'read'>, codec: EventCodec): Promise<number> {
  const check = new FileCheck(codec);
  for await (const line of readLines(file.read())) check.add(line);
  return check.end();
}

/** The lines of a file that was checked, leaving out the first `skip`. */
export async function* fileLines(file: Pick<Spool, 'read'>, skip = 0): AsyncGenerator<LedgerLine> {
  for await (const line of readLines(file.read())) {
    if (line.number > skip) yield parseLine(line);
  }
}
