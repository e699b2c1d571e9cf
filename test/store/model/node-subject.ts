import { credentials } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { startStoreNode } from '@mizan/store-node';
import { Player } from '../../conformance/player';
import type { Clock } from './clock';
import type { Step, Subject } from './history';
import type { Entry } from './model-log';

/** How long nothing more must come on a subscription that has everything. Its last event has come by then. */
const QUIET_MS = 4;

/** A fresh embedded node for every history, over real gRPC. */
export class NodeSubject implements Subject {
  constructor(private readonly clock: Clock) {}

  async play(steps: readonly Step[]): Promise<unknown[]> {
    const node = await startStoreNode({ database: ':memory:', port: 0 });
    const player = Player.connect(`127.0.0.1:${String(node.port)}`, {
      quietMs: QUIET_MS,
      wait: (seconds) => this.clock.pass(seconds),
    });
    try {
      return await player.play({ scenario: 'history', steps });
    } finally {
      player.close();
      await node.stop();
    }
  }
}

/** What a fresh node holds. Its ids and times are its own, so the model takes any. */
export async function beginningOfNode(): Promise<Entry[]> {
  const node = await startStoreNode({ database: ':memory:', port: 0 });
  const client = new StreamsClient(`127.0.0.1:${String(node.port)}`, credentials.createInsecure());
  try {
    const entries: Entry[] = [];
    for await (const response of client.read(everything())) entries.push(entryOf(response as ReadResp));
    return entries;
  } finally {
    client.close();
    await node.stop();
  }
}

function everything(): ReadReq {
  const { Options } = ReadReq;
  const options = new Options()
    .setAll(new Options.AllOptions().setStart(new Empty()))
    .setCount('1000')
    .setNoFilter(new Empty())
    .setUuidOption(new Options.UUIDOption().setString(new Empty()));
  return new ReadReq().setOptions(options);
}

function entryOf(response: ReadResp): Entry {
  const event = response.getEvent()?.getEvent();
  if (event === undefined) throw new Error('A fresh node answered a read of everything with something else.');
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
  return {
    id: '<server-made id>',
    stream: text(event.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array()),
    revision: Number(event.getStreamRevision()),
    position: Number(event.getCommitPosition()),
    type: event.getMetadataMap().get('type') ?? '',
    contentType: event.getMetadataMap().get('content-type') ?? '',
    data: text(event.getData_asU8()),
    metadata: text(event.getCustomMetadata_asU8()),
    second: 0,
  };
}
