import type { ClientReadableStream, ServiceError } from '@grpc/grpc-js';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { errorAnswer, readAnswer } from './answers';
import type { Positions } from './positions';
import { Position } from './positions';

export interface Listening {
  readonly positions: Positions;
  readonly isFiltered: boolean;
  /** How many answers were recorded before the last one, which says how it ended. */
  readonly recorded: number;
  /** Whether it was recorded to stay open; else its end is waited for. */
  readonly endsQuietly: boolean;
  /** How long nothing must come, after as many answers as were recorded, before the subscription counts as quiet. */
  readonly quietMs: number;
  /** Called when `caughtUp` arrives. */
  readonly onCaughtUp: () => Promise<void>;
}

/** A busy machine may make an answer wait; only one that never comes is missing. */
const LONGEST_WAIT_MS = 30_000;

/** Follows a subscription until it is quiet or ends, and gives what came. */
export function listen(stream: ClientReadableStream<ReadResp>, options: Listening): Promise<unknown[]> {
  const answers: unknown[] = [];
  const checkpoints = new CheckpointWatch();
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout;
    let calling = false;
    const finish = (last: unknown): void => {
      clearTimeout(timer);
      stream
        .removeAllListeners()
        .on('error', () => undefined)
        .cancel();
      answers.push(last);
      if (options.isFiltered) answers.push(checkpoints.summary());
      resolve(answers);
    };
    const rest = (): void => {
      clearTimeout(timer);
      const isComplete = !calling && options.endsQuietly && answers.length >= options.recorded;
      const wait = isComplete ? options.quietMs : LONGEST_WAIT_MS;
      timer = setTimeout(() => finish('<quiet>'), wait);
    };
    const call = async (): Promise<void> => {
      calling = true;
      await options.onCaughtUp();
      calling = false;
      rest();
    };
    stream.on('error', (error: ServiceError) => finish(errorAnswer(error)));
    stream.on('end', () => finish({ status: 'OK' }));
    stream.on('data', (response: ReadResp) => {
      checkpoints.note(response);
      if (!response.hasCheckpoint()) answers.push(readAnswer(response, options.positions));
      if (response.hasCaughtUp()) void call();
      rest();
    });
    rest();
  });
}

const NOWHERE = String(2n ** 64n - 1n);

/** Checks that every checkpoint lies at or behind the event before it and before or at the next one. */
class CheckpointWatch {
  private some = false;
  private inPlace = true;
  private latest = new Position(0n);

  note(response: ReadResp): void {
    const checkpoint = response.getCheckpoint()?.getCommitPosition();
    const event = response.getEvent()?.getCommitPosition();
    const position = checkpoint ?? event;
    if (position === undefined) return;
    // "Nothing found so far" is a checkpoint, but no place.
    if (position === NOWHERE) this.some = true;
    if (position === NOWHERE) return;
    this.some ||= checkpoint !== undefined;
    if (BigInt(position) < this.latest.value) this.inPlace = false;
    this.latest = new Position(BigInt(position));
  }

  summary(): object {
    return { checkpoints: this.some ? 'some' : 'none', neverBeyondTheNextEvent: this.inPlace };
  }
}
