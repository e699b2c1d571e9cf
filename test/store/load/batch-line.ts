import { randomUUID } from 'node:crypto';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';
import { FrameParser } from '../../../libs/store-node/src/wire/frames';
import { batchPart, call } from './raw-client';

/** One BatchAppend call that keeps so many appends of 1 KB in flight, and notes which were acknowledged. */
export class BatchLine {
  readonly acknowledged: string[] = [];
  refused = 0;
  /** Resolves when the call is over. */
  readonly closed: Promise<void>;
  private readonly stream: ClientHttp2Stream;
  private stopped = false;

  constructor(session: ClientHttp2Session, target: string | (() => string), inFlight: number) {
    this.stream = call(session, 'BatchAppend');
    this.closed = new Promise((resolve) => this.stream.once('close', () => resolve()));
    const send = (): void => {
      if (this.stopped || this.stream.destroyed) return;
      const stream = typeof target === 'string' ? target : target();
      this.stream.write(batchPart({ stream, bytes: 1000, isFinal: true, id: randomUUID() }));
    };
    const parser = new FrameParser((message) => {
      const reply = BatchAppendResp.deserializeBinary(message);
      if (reply.hasSuccess()) this.acknowledged.push(reply.getCorrelationId()?.getString() ?? '');
      else this.refused++;
      send();
    });
    this.stream.on('data', (chunk: Buffer) => parser.push(chunk));
    for (let index = 0; index < inFlight; index++) send();
  }

  stop(): void {
    this.stopped = true;
  }
}
