import { frame } from './frames';
import { ProtoWriter } from './writer';

const END_OF_LOG = 2n ** 64n - 1n;

/** Every function here gives a complete ReadResp behind its length prefix. */
export function confirmation(subscription: string): Buffer {
  return frame(new ProtoWriter().message(2, new ProtoWriter().string(1, subscription)).finish());
}

/** A checkpoint behind `position`; undefined spells "nothing was sent yet" the way the real server does. */
export function checkpoint(position: number | undefined): Buffer {
  const value = position ?? END_OF_LOG;
  return frame(new ProtoWriter().message(3, new ProtoWriter().uint(1, value).uint(2, value)).finish());
}

export function streamNotFound(stream: Buffer): Buffer {
  const identifier = new ProtoWriter().bytes(3, stream);
  return frame(new ProtoWriter().message(4, new ProtoWriter().message(1, identifier)).finish());
}

export function firstStreamPosition(revision: number): Buffer {
  return frame(new ProtoWriter().uint(5, revision).finish());
}

export function lastStreamPosition(revision: number): Buffer {
  return frame(new ProtoWriter().uint(6, revision).finish());
}

export function caughtUp(): Buffer {
  return frame(new ProtoWriter().empty(8).finish());
}
