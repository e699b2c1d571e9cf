import { randomUUID } from 'node:crypto';
import { StoreFault } from './faults';
import type { GroupWriter } from './group-writer';
import { FORMAT_VERSION } from './log/header';
import type { NewEvent } from './write-request';

/**
 * A new store begins with twelve system events, as many as a fresh server holds: clients and their tests count on
 * a $all that is never empty. Only the first says something: which format the file was made in.
 */
const SYSTEM_STREAMS = [
  '$all',
  '$streams',
  '$stats',
  '$users',
  '$settings',
  '$scavenges',
  '$projections',
  '$persistentSubscriptionConfig',
  '$epoch-information',
  '$statistics',
  '$cluster',
];

const ADMINISTRATORS_ONLY =
  '{"$acl":{"$r":"$admins","$w":"$admins","$d":"$admins","$mr":"$admins","$mw":"$admins"}}';

export function writeFirstEvents(writer: GroupWriter): void {
  write(writer, '$store', event('$StoreCreated', `{"format":${String(FORMAT_VERSION)}}`));
  for (const stream of SYSTEM_STREAMS) write(writer, `$$${stream}`, event('$metadata', ADMINISTRATORS_ONLY));
  writer.flush();
}

function write(writer: GroupWriter, stream: string, first: NewEvent): void {
  writer.submit({
    request: { kind: 'append', stream, expected: { kind: 'noStream' }, events: [first] },
    isExpired: () => false,
    done: (outcome) => {
      if (outcome.kind === 'fault') throw new StoreFault('OTHER', outcome.text);
    },
  });
}

function event(type: string, data: string): NewEvent {
  return {
    id: randomUUID(),
    type,
    contentType: 'application/json',
    metadata: Buffer.alloc(0),
    data: Buffer.from(data),
  };
}
