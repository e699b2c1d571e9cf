import { randomUUID } from 'node:crypto';
import { CopyRefused } from './copy-problems';
import { ACCOUNT_STREAM, treatmentOf } from './copied-streams';
import type { RawClient } from '../raw/raw-client';

const TYPE = '$MizanCopied';

interface Entry {
  /** Id of the source's first event: tells sources apart. */
  readonly source: string;
  /** Everything of the source up to this position is in the target; 0 at the beginning. */
  readonly upTo: string;
}

/**
 * How far the copy is, written into the target itself: the first entry claims an empty target, later ones let a copy go
 * on where it was cut off. What was copied behind the last entry is appended once more, which changes nothing.
 */
export class CopyAccount {
  private constructor(
    private readonly target: RawClient,
    private readonly source: string,
    private revision: bigint,
    readonly upTo: bigint,
  ) {}

  get resumed(): boolean {
    return this.upTo > 0n;
  }

  /** Claims an empty target, or finds the account of an earlier copy. @throws CopyRefused for any other target */
  static async open(target: RawClient, source: string): Promise<CopyAccount> {
    const last = await target.readRawEvent(ACCOUNT_STREAM, 'end');
    if (last === null) {
      await requireNoLedger(target);
      const account = new CopyAccount(target, source, -1n, 0n);
      await account.note(0n);
      return account;
    }
    const entry = JSON.parse(Buffer.from(last.data).toString('utf8')) as Entry;
    if (entry.source !== source) throw ofAnother();
    return new CopyAccount(target, source, last.revision, BigInt(entry.upTo));
  }

  /** @throws CopyRefused for a target that any copy has begun, or that holds a ledger */
  static async requireUnused(target: RawClient): Promise<void> {
    if (await target.readRawEvent(ACCOUNT_STREAM, 'end')) throw ofAnother();
    await requireNoLedger(target);
  }

  async note(upTo: bigint): Promise<void> {
    const entry: Entry = { source: this.source, upTo: String(upTo) };
    const answer = await this.target.appendRaw(ACCOUNT_STREAM, this.revision, [
      {
        stream: ACCOUNT_STREAM,
        revision: this.revision + 1n,
        position: 0n,
        id: randomUUID(),
        type: TYPE,
        contentType: 'application/json',
        data: Buffer.from(JSON.stringify(entry)),
        metadata: Buffer.alloc(0),
      },
    ]);
    if (answer.kind === 'conflict')
      throw new CopyRefused(
        'Another copy writes into the same target. Wait until it is done, then run this one again.',
      );
    this.revision++;
  }
}

function ofAnother(): CopyRefused {
  return new CopyRefused('The target holds a copy of another event store. Name an empty target.');
}

async function requireNoLedger(target: RawClient): Promise<void> {
  for await (const event of target.readRawAll('start')) {
    if (treatmentOf(event) === 'leave out') continue;
    throw new CopyRefused(
      `The target is not empty: it holds stream '${event.stream.toString('utf8')}', and this copy did not put it there. Name an empty target.`,
    );
  }
}
