import { convertToCommandError, EventStoreDBClient, StreamDeletedError } from '@eventstore/db-client';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  Client,
  Metadata,
  type Channel,
  type ChannelOptions,
  type ClientDuplexStream,
  type ClientReadableStream,
} from '@grpc/grpc-js';
import { inBatches } from './in-batches';
import { readEvent, type RawEvent } from './raw-event';
import {
  type AllFrom,
  appendOptions,
  proposedEvent,
  type RawAnswer,
  readAllRequest,
  readAnswer,
  readEventRequest,
} from './raw-requests';

const READ = '/event_store.client.streams.Streams/Read';
const BATCH_APPEND = '/event_store.client.streams.Streams/BatchAppend';
const APPEND = '/event_store.client.streams.Streams/Append';

/**
 * Bytes that may be on their way to this process. gRPC's 64 KiB are some seventy events: the store then waits for its
 * reader, and the reader for the store, in turn.
 */
export const READ_AHEAD = 1_048_576;

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
const asBytes = (bytes: Buffer): Buffer => bytes;

/**
 * The official client, with calls that hand events on as the bytes they are. Connecting, discovery, certificates,
 * credentials and changing leaders stay the client's business.
 */
export class RawClient extends EventStoreDBClient {
  static connect(connectionString: string): RawClient {
    // The client makes nothing but itself from a connection string; all that is added here are methods.
    const client: object = EventStoreDBClient.connectionString(connectionString);
    Object.setPrototypeOf(client, RawClient.prototype);
    readAhead(client as ChannelMaker);
    return client as RawClient;
  }

  /** Every event of $all in order, or back from the end, the server's own included. Rejects with the client's errors. */
  async *readRawAll(
    from: AllFrom,
    direction: 'forwards' | 'backwards' = 'forwards',
  ): AsyncIterable<RawEvent> {
    for await (const batch of this.readRawAllInBatches(from, direction)) yield* batch;
  }

  /** The same as it arrives: one promise for many events. */
  readRawAllInBatches(
    from: AllFrom,
    direction: 'forwards' | 'backwards',
  ): AsyncIterable<readonly RawEvent[]> {
    return this.readRaw(readAllRequest(from, direction === 'backwards'));
  }

  /** A stream's event at a revision, or its last one; null when there is none. */
  async readRawEvent(stream: Uint8Array, revision: bigint | 'end'): Promise<RawEvent | null> {
    for await (const [event] of this.readRaw(readEventRequest(stream, revision))) if (event) return event;
    return null;
  }

  /** Appends to a stream that must be at revision `expected` (-1: must not be there). */
  async appendRaw(stream: Uint8Array, expected: bigint, events: readonly RawEvent[]): Promise<RawAnswer> {
    return this.execute(Client, 'append as it is', (client) => {
      const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
      const [metadata, options] = this.callArguments({ requiresLeader: true });
      const call = client.makeClientStreamRequest(
        APPEND,
        asBuffer,
        asBytes,
        metadata,
        options,
        (error, answer) => (error ? reject(error) : resolve(readAnswer(answer ?? Buffer.alloc(0)))),
      );
      call.write(appendOptions(stream, expected));
      for (const event of events) call.write(proposedEvent(event));
      call.end();
      return promise;
    });
  }

  /** Whether the server has batch appends; older ones have not. */
  hasBatchAppend(): Promise<boolean> {
    return this.supports(StreamsService.batchAppend);
  }

  /** A call for any number of batch appends. Rejects with the client's errors when no server is found. */
  openBatchAppend(): Promise<ClientDuplexStream<Uint8Array, Buffer>> {
    return this.GRPCStreamCreator(Client, 'append as it is', (client) =>
      client.makeBidiStreamRequest(
        BATCH_APPEND,
        asBuffer,
        asBytes,
        ...this.callArguments({}, { deadline: Infinity }),
      ),
    )();
  }

  private async *readRaw(request: Uint8Array): AsyncIterable<readonly RawEvent[]> {
    const open = this.GRPCStreamCreator(Client, 'read as it is stored', (client) =>
      client.makeServerStreamRequest(
        READ,
        asBuffer,
        asBytes,
        request,
        ...this.callArguments({}, { deadline: Infinity }),
      ),
    );
    let call: ClientReadableStream<Buffer> | null = null;
    try {
      call = await open();
      for await (const messages of inBatches<Buffer>(call))
        yield messages.map(readEvent).filter((event) => event !== null);
    } catch (error) {
      throw error instanceof Error ? convertToCommandError(error) : error;
    } finally {
      // What nobody reads any more is let go; else it would hold the call, and the call the client.
      call?.cancel();
      call?.resume();
    }
  }
}

/** What a client that was made has of its own, beyond its published type. */
interface ChannelMaker {
  createChannel: () => Promise<Channel>;
}

/** The client lets nobody choose its channels' options; they count when the channel connects, which is later. */
function readAhead(client: ChannelMaker): void {
  const { createChannel } = client;
  client.createChannel = async () => {
    const channel = await createChannel();
    const { internalChannel } = channel as unknown as { internalChannel: { getOptions(): ChannelOptions } };
    internalChannel.getOptions()['grpc-node.flow_control_window'] = READ_AHEAD;
    return channel;
  };
}

/** Whether a stream was found to be deleted for good: the client's own calls and the raw ones tell it differently. */
export function isStreamDeleted(error: unknown): boolean {
  if (error instanceof StreamDeletedError) return true;
  if (typeof error !== 'object' || error === null || !('metadata' in error)) return false;
  return error.metadata instanceof Metadata && error.metadata.get('exception')[0] === 'stream-deleted';
}
