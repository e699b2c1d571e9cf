import { UndecodableEvent, type EventCodec } from '@mizan/es';
import { LedgerFileProblem } from './ledger-file-problem';
import { eventOfLine, type LedgerLine } from './line';
import { parseLine } from './line-parse';
import type { NumberedLine } from './line-reader';

/**
 * What only the whole file shows: revisions without gaps, no id twice, a countdown that reaches 0, and facts that
 * this version can read. Holds one short string for every event and one entry for every stream.
 */
export class FileCheck {
  private readonly next = new Map<string, bigint>();
  private readonly ids = new Set<string>();
  private remaining: number | null = null;
  private last = 0;

  constructor(private readonly codec: EventCodec) {}

  /** @throws LedgerFileProblem */
  add(numbered: NumberedLine): void {
    const line = parseLine(numbered);
    this.last = numbered.number;
    this.follows(line, (reason) => new LedgerFileProblem(numbered.number, reason));
    this.readable(line);
  }

  /** The number of events. @throws LedgerFileProblem when the file ends too early */
  end(): number {
    if (this.remaining === null) throw new LedgerFileProblem(1, 'the file is empty');
    if (this.remaining > 0)
      throw new LedgerFileProblem(this.last, `the file ends here, but ${this.remaining} more must follow`);
    return this.ids.size;
  }

  private follows(line: LedgerLine, problem: (reason: string) => LedgerFileProblem): void {
    const { stream, revision, remaining } = line;
    const expected = this.next.get(stream) ?? 0n;
    if (BigInt(revision) !== expected)
      throw problem(`revision ${expected} of ${stream} is expected, not ${revision}`);
    this.next.set(stream, expected + 1n);
    if (this.remaining !== null && remaining !== this.remaining - 1)
      throw problem(
        `"remaining" must be ${this.remaining - 1}, not ${remaining}: a line is missing or added`,
      );
    this.remaining = remaining;
    const id = compact(line.id);
    if (this.ids.has(id)) throw problem(`event ${line.id} is there twice`);
    this.ids.add(id);
  }

  private readable(line: LedgerLine): void {
    try {
      this.codec.decode({ ...eventOfLine(line), position: 0n });
    } catch (error) {
      if (!(error instanceof UndecodableEvent)) throw error;
      throw new LedgerFileProblem(this.last, `${line.type} cannot be read: ${error.problems.join('; ')}`);
    }
  }
}

/** 16 characters for a UUID's 36, since every id of a long ledger is held at once. */
function compact(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1');
}
