import type { ClientHttp2Session } from 'node:http2';
import { Empty as SharedEmpty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { FrameParser } from '../../../libs/store-node/src/wire/frames';
import { call, framed, openSession } from '../../store/load/raw-client';
import { AppendTemplate, isSuccess } from './append-template';

/**
 * A client that costs next to nothing: appends are copies of one request under new ids, and of what is read only the
 * frames are counted. Whatever it reaches, the node and the sockets are the limit.
 */
export class LeanClient {
  private constructor(private readonly session: ClientHttp2Session) {}

  static async open(port: number): Promise<LeanClient> {
    return new LeanClient(await openSession(port));
  }

  /** Keeps so many appends of so many events in flight for so long; acknowledged events a second. */
  append(stream: string, load: { inFlight: number; events: number; seconds: number }): Promise<number> {
    const request = new AppendTemplate(stream, load.events);
    const line = call(this.session, 'BatchAppend');
    const begun = performance.now();
    const end = begun + load.seconds * 1000;
    let [flying, answered, done] = [load.inFlight, 0, 0];
    return new Promise((resolve, reject) => {
      const send = (appends: number): void =>
        void line.write(Buffer.concat(Array.from({ length: appends }, () => request.fresh())));
      const parser = new FrameParser((reply) => {
        if (isSuccess(reply)) answered++;
        else reject(new Error('An append was refused.'));
      });
      line.on('data', (chunk: Buffer) => {
        parser.push(chunk);
        done += answered;
        if (performance.now() < end) send(answered);
        else if ((flying -= answered) === 0)
          resolve((done * load.events * 1000) / (performance.now() - begun));
        answered = 0;
      });
      line.once('close', () => reject(new Error('The call was cut off.')));
      send(load.inFlight);
    });
  }

  /** Reads so many events of $all from its beginning; events a second. */
  readAll(most: number): Promise<number> {
    const read = call(this.session, 'Read');
    const begun = performance.now();
    let events = 0;
    const parser = new FrameParser(() => events++);
    return new Promise((resolve, reject) => {
      read.on('data', (chunk: Buffer) => parser.push(chunk));
      read.once('end', () => resolve((events * 1000) / (performance.now() - begun)));
      read.once('error', reject);
      read.end(framed(new ReadReq().setOptions(everything(most))));
    });
  }

  close(): void {
    this.session.destroy();
  }
}

function everything(most: number): ReadReq.Options {
  const { Options } = ReadReq;
  return new Options()
    .setAll(new Options.AllOptions().setStart(new SharedEmpty()))
    .setCount(String(most))
    .setNoFilter(new SharedEmpty())
    .setUuidOption(new Options.UUIDOption().setString(new SharedEmpty()));
}
