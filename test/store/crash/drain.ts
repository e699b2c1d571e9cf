import { credentials } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';

export interface Found {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
}

/** Everything a store serves from $all, in the order it comes; system streams are left out. */
export async function drain(port: number): Promise<Found[]> {
  const client = new StreamsClient(`127.0.0.1:${String(port)}`, credentials.createInsecure());
  try {
    const found: Found[] = [];
    for await (const response of client.read(everything())) {
      const one = foundIn(response as ReadResp);
      if (!one.stream.startsWith('$')) found.push(one);
    }
    return found;
  } finally {
    client.close();
  }
}

function everything(): ReadReq {
  const { Options } = ReadReq;
  const options = new Options()
    .setAll(new Options.AllOptions().setStart(new Empty()))
    .setCount(String(2n ** 63n - 1n))
    .setNoFilter(new Empty())
    .setUuidOption(new Options.UUIDOption().setString(new Empty()));
  return new ReadReq().setOptions(options);
}

function foundIn(response: ReadResp): Found {
  const event = response.getEvent()?.getEvent();
  if (event === undefined) throw new Error('A read of everything was answered with something else.');
  return {
    id: event.getId()?.getString() ?? '',
    stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    revision: Number(event.getStreamRevision()),
    position: BigInt(event.getCommitPosition()),
  };
}
