import { EventStoreDBClient, StreamDeletedError } from '@eventstore/db-client';
import { Client, Metadata, type ClientReadableStream } from '@grpc/grpc-js';
import {
  type AllFrom,
  appendOptions,
  proposedEvent,
  type RawAnswer,
  type RawEvent,
  readAllRequest,
  readAnswer,
  readEvent,
  readEventRequest,
} from './raw-messages';

const READ = '/event_store.client.streams.Streams/Read';
const APPEND = '/event_store.client.streams.Streams/Append';

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
const asBytes = (bytes: Buffer): Uint8Array => bytes;

/**
 * The official client, with calls that hand events on as the bytes they are. Connecting, discovery, certificates,
 * credentials and changing leaders stay the client's business.
 */
export class RawClient extends EventStoreDBClient {
  static connect(connectionString: string): RawClient {
    // The client makes nothing but itself from a connection string; all that is added here are methods.
    const client: object = EventStoreDBClient.connectionString(connectionString);
    Object.setPrototypeOf(client, RawClient.prototype);
    return client as RawClient;
  }

  /** Every event of $all in order, or back from the end, the server's own included. Rejects with the client's errors. */
  async *readRawAll(
    from: AllFrom,
    direction: 'forwards' | 'backwards' = 'forwards',
  ): AsyncIterable<RawEvent> {
    yield* this.readRaw(readAllRequest(from, direction === 'backwards'));
  }

  /** A stream's event at a revision, or its last one; null when there is none. */
  async readRawEvent(stream: Uint8Array, revision: bigint | 'end'): Promise<RawEvent | null> {
    for await (const event of this.readRaw(readEventRequest(stream, revision))) return event;
    return null;
  }

  /** Appends to a stream that must be at revision `expected` (-1: must not be there). */
  async appendRaw(stream: Uint8Array, expected: bigint, events: readonly RawEvent[]): Promise<RawAnswer> {
    return this.execute(Client, 'copy: append', (client) => {
      const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
      const [metadata, options] = this.callArguments({ requiresLeader: true });
      const call = client.makeClientStreamRequest(
        APPEND,
        asBuffer,
        asBytes,
        metadata,
        options,
        (error, answer) => (error ? reject(error) : resolve(readAnswer(answer ?? new Uint8Array()))),
      );
      call.write(appendOptions(stream, expected));
      for (const event of events) call.write(proposedEvent(event));
      call.end();
      return promise;
    });
  }

  private async *readRaw(request: Uint8Array): AsyncIterable<RawEvent> {
    const open = this.GRPCStreamCreator(Client, 'copy: read', (client) =>
      client.makeServerStreamRequest(
        READ,
        asBuffer,
        asBytes,
        request,
        ...this.callArguments({}, { deadline: Infinity }),
      ),
    );
    const call: ClientReadableStream<Uint8Array> = await open();
    try {
      for await (const message of call as AsyncIterable<Uint8Array>) {
        const event = readEvent(message);
        if (event) yield event;
      }
    } finally {
      call.on('error', () => undefined);
      call.cancel();
    }
  }
}

/** Whether a stream was found to be deleted for good: the client's own calls and the raw ones tell it differently. */
export function isStreamDeleted(error: unknown): boolean {
  if (error instanceof StreamDeletedError) return true;
  if (typeof error !== 'object' || error === null || !('metadata' in error)) return false;
  return error.metadata instanceof Metadata && error.metadata.get('exception')[0] === 'stream-deleted';
}
