import type { ClientHttp2Session } from 'node:http2';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { FrameParser } from '../../../libs/store-node/src/wire/frames';
import { call, subscription } from './raw-client';

/** A live subscription that counts what it gets, and whether it came in order. */
export class Follower {
  events = 0;
  outOfOrder = 0;
  readonly caughtUp: Promise<void>;
  private last = 0n;

  constructor(
    session: ClientHttp2Session,
    readonly target: string | undefined,
  ) {
    const stream = call(session, 'Read');
    stream.end(subscription(target));
    this.caughtUp = new Promise((resolve) => {
      const parser = new FrameParser((message) => {
        const response = ReadResp.deserializeBinary(message);
        if (response.hasCaughtUp()) resolve();
        if (response.hasEvent()) this.note(BigInt(response.getEvent()?.getCommitPosition() ?? 0));
      });
      stream.on('data', (chunk: Buffer) => parser.push(chunk));
    });
  }

  private note(position: bigint): void {
    this.events++;
    if (position <= this.last) this.outOfOrder++;
    this.last = position;
  }
}
