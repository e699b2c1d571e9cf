import { convertToCommandError } from '@eventstore/db-client';
import type { AppendResult, ExpectedRevision } from '@mizan/es';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { refusalIn } from './append-refusal';
import { batchAppendRequest, readBatchAnswer } from './batch-messages';
import type { RawClient } from './raw-client';
import type { ProposedEvent } from './raw-requests';

type Call = ClientDuplexStream<Uint8Array, Buffer>;

interface Waiting {
  readonly stream: Buffer;
  readonly call: Call;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
}

/** How long the server may take for one append, milliseconds: what the client gives its own. */
const PATIENCE_MS = 10_000;

/**
 * Appends over one call of the client's, which stays open, as bytes that are written once. The client's own batch append
 * carries the events through base64 and writes each twice, which costs an api more than deciding what to append.
 */
export class AppendLine {
  private readonly waiting = new Map<string, Waiting>();
  private call: Promise<Call> | null = null;
  private count = 0;

  constructor(private readonly client: RawClient) {}

  /** Rejects with the client's errors. */
  async append(
    stream: string,
    events: readonly ProposedEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    const call = await this.opened();
    const correlation = `00000000-0000-4000-8000-${(++this.count).toString(16).padStart(12, '0')}`;
    const name = Buffer.from(stream);
    return new Promise((resolve, reject) => {
      this.waiting.set(correlation, { stream: name, call, resolve, reject });
      const deadline = Date.now() + PATIENCE_MS;
      call.write(batchAppendRequest({ correlation, stream: name, expected, deadline, events }));
    });
  }

  private opened(): Promise<Call> {
    this.call ??= this.open();
    return this.call;
  }

  private async open(): Promise<Call> {
    try {
      const call = await this.client.openBatchAppend();
      call.on('data', (message: Buffer) => this.answer(message));
      call.on('error', (error) => this.lose(call, error));
      call.on('end', () => this.lose(call, new Error('1 CANCELLED: The server ended the call.')));
      return call;
    } catch (error) {
      this.call = null;
      throw error;
    }
  }

  private answer(message: Buffer): void {
    const { correlation, result } = readBatchAnswer(message);
    const asked = this.waiting.get(correlation);
    this.waiting.delete(correlation);
    if (result) asked?.resolve(result);
    else asked?.reject(refusalIn(message, asked.stream));
  }

  /** Whoever waits for an answer over this call does not know whether the append was stored. */
  private lose(lost: Call, error: Error): void {
    this.call = null;
    for (const [correlation, { call, reject }] of this.waiting) {
      if (call !== lost) continue;
      this.waiting.delete(correlation);
      reject(convertToCommandError(error));
    }
  }
}
