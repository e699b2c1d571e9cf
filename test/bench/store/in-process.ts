import type { GrpcCall } from '../../../libs/store-node/src/http/grpc-call';
import { openStore } from '../../../libs/store-node/src/storage/store';
import { batchAppend } from '../../../libs/store-node/src/streams/batch-append';
import { FrameParser } from '../../../libs/store-node/src/wire/frames';
import { AppendTemplate, isSuccess } from './append-template';
import type { Groups } from './ceilings';

/**
 * Acknowledged events a second of the node's own appends, driven in this process: the bytes of BatchAppend requests go in,
 * `group` at a time, each for the same stream; the bytes of replies come out after the commit. What it leaves out of a
 * node is the socket and HTTP/2.
 */
export async function appendInProcess(file: string, { group, seconds }: Groups): Promise<number> {
  const store = openStore(file);
  try {
    const line = new InProcessLine(new AppendTemplate('in-process', 1));
    batchAppend(line.call, { store, maxAppendSize: 1_048_576 });
    return await line.keep(group, seconds);
  } finally {
    store.close();
  }
}

/** A BatchAppend call without a connection, and the lean client at its other end. */
class InProcessLine {
  private readonly parser = new FrameParser((message) => this.deliver(message));
  private deliver: (message: Buffer) => void = () => undefined;
  private answered: (replies: number) => void = () => undefined;
  private readonly replies = new FrameParser((reply) => {
    if (!isSuccess(reply)) throw new Error('An append was refused.');
    this.got++;
  });
  private got = 0;

  constructor(private readonly request: AppendTemplate) {}

  /** What the node sees of it: as much of a call as a batch append uses. */
  readonly call = {
    isOver: false,
    onClose: () => undefined,
    receiveForever: (take: (message: Buffer) => void) => void (this.deliver = take),
    hold: () => undefined,
    release: () => undefined,
    holdInput: () => undefined,
    write: (bytes: Buffer) => this.take(bytes),
  } as unknown as GrpcCall;

  keep(inFlight: number, seconds: number): Promise<number> {
    const begun = performance.now();
    let [flying, done] = [inFlight, 0];
    return new Promise((resolve) => {
      this.answered = (replies) => {
        done += replies;
        if (performance.now() - begun < seconds * 1000) this.send(replies);
        else if ((flying -= replies) === 0) resolve((done * 1000) / (performance.now() - begun));
      };
      this.send(inFlight);
    });
  }

  private send(appends: number): void {
    for (let append = 0; append < appends; append++) this.parser.push(this.request.fresh());
  }

  private take(bytes: Buffer): boolean {
    this.got = 0;
    this.replies.push(bytes);
    this.answered(this.got);
    return true;
  }
}
