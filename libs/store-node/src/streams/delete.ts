import type { GrpcCall } from '../http/grpc-call';
import { GrpcError, Status } from '../http/status';
import { keyOf } from '../storage/streams';
import { type Expected, readDeletion } from '../wire/append-messages';
import { deleted, NO_STREAM } from '../wire/append-replies';
import { frame } from '../wire/frames';
import { ProtoReader } from '../wire/reader';
import { requireExpected, writeError } from './append';
import type { NodeContext } from './context';
import { requireStream } from './prepare-event';

/** Streams/Delete (the stream can come back) and Streams/Tombstone (it cannot). */
export function deletion(kind: 'delete' | 'tombstone'): (call: GrpcCall, context: NodeContext) => void {
  return (call, context) => {
    let request: Buffer = Buffer.alloc(0);
    call.receive(
      (message) => {
        call.hold(message.length);
        request = message;
      },
      () => submit(kind, { call, context, request }),
    );
  };
}

function submit(
  kind: 'delete' | 'tombstone',
  received: { call: GrpcCall; context: NodeContext; request: Buffer },
): void {
  const { call, context } = received;
  const options = readDeletion(new ProtoReader(received.request));
  const stream = requireStream(options.stream);
  call.span?.of(stream);
  const expected = requireExpected(options.expected);
  context.store.writer.submit({
    request: { kind, stream: keyOf(stream), expected },
    isExpired: () => call.isOver,
    done: (outcome) => {
      call.span?.wrote([], outcome);
      if (outcome.kind === 'written') {
        call.write(frame(deleted(outcome.position)));
        call.finish();
      } else if (outcome.kind === 'conflict')
        call.fail(wrongExpectedVersion(stream, expected, outcome.current));
      else call.fail(writeError(outcome, stream));
    },
  });
}

/** How the trailers spell expectations that are no revision. */
const SPECIAL = { any: '-2', noStream: '-1', streamExists: '-4' } as const;

function wrongExpectedVersion(stream: Buffer, expected: Expected, current: number): GrpcError {
  const name = stream.toString('utf8');
  const version = expected.kind === 'revision' ? String(expected.revision) : SPECIAL[expected.kind];
  return new GrpcError(
    Status.FAILED_PRECONDITION,
    current === NO_STREAM
      ? `Stream '${name}' does not exist.`
      : `Stream '${name}' is at revision ${String(current)}, not as expected (${version}).`,
    {
      exception: 'wrong-expected-version',
      'stream-name': name,
      'expected-version': version,
      'actual-version': String(current),
    },
  );
}
