import { halvesOf } from './uuid';
import { ProtoWriter } from './writer';

/** The server version whose behaviour this node gives; clients choose their calls by it. */
export const SERVER_VERSION = '24.6.0';

const STREAMS = 'event_store.client.streams.streams';

/** [service, method, features] of everything this node answers, and nothing else. */
const SUPPORTED: readonly (readonly [string, string, readonly string[]])[] = [
  [STREAMS, 'read', ['position', 'events']],
  [STREAMS, 'append', []],
  [STREAMS, 'delete', []],
  [STREAMS, 'tombstone', []],
  [STREAMS, 'batchappend', ['deadline_duration']],
  ['event_store.client.gossip.gossip', 'read', []],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
];

export function supportedMethods(): Buffer {
  const reply = new ProtoWriter();
  for (const [service, method, features] of SUPPORTED) {
    const entry = new ProtoWriter().string(1, method).string(2, service);
    for (const feature of features) entry.string(3, feature);
    reply.message(1, entry);
  }
  return reply.string(2, SERVER_VERSION).finish();
}

/** What gossip tells of this node, its only member. */
export interface Member {
  readonly id: string;
  readonly address: string;
  readonly port: number;
}

const LEADER = 8;

export function clusterInfo(member: Member): Buffer {
  const [high, low] = halvesOf(member.id);
  const id = new ProtoWriter().message(1, new ProtoWriter().uint(1, high).uint(2, low));
  const info = new ProtoWriter()
    .message(1, id)
    .uint(2, BigInt(Date.now()) * 10_000n)
    .uint(3, LEADER)
    .uint(4, 1)
    .message(5, new ProtoWriter().string(1, member.address).uint(2, member.port));
  return new ProtoWriter().message(1, info).finish();
}
