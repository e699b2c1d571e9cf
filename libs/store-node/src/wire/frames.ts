import { WireError } from './reader';

/** gRPC puts five bytes before each message: a compression flag and the length. */
export const FRAME_HEADER = 5;

/** The largest message a caller may send, as on the real server. */
export const MAX_MESSAGE = 16 * 1024 * 1024;

export function frame(message: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(FRAME_HEADER + message.length);
  framed[0] = 0;
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, FRAME_HEADER);
  return framed;
}

/** A message over the limit: the call ends with RESOURCE_EXHAUSTED. */
export class MessageTooLarge extends Error {}

/** A compressed message, which this node does not read. */
export class CompressedMessage extends Error {}

/**
 * Cuts the incoming bytes of one call into messages. A message that lies inside one chunk is given as a view of it;
 * one that spans chunks is put together once, when its last byte is there.
 */
export class FrameParser {
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private needed = FRAME_HEADER;

  constructor(private readonly deliver: (message: Buffer) => void) {}

  /** Bytes of a message that is not whole yet. */
  get waiting(): number {
    return this.pendingBytes;
  }

  push(chunk: Buffer): void {
    if (this.pendingBytes + chunk.length < this.needed) {
      this.pending.push(chunk);
      this.pendingBytes += chunk.length;
      return;
    }
    this.cut(this.pendingBytes === 0 ? chunk : this.joined(chunk));
  }

  /** Call at the end of the caller's stream: half a message is an error. */
  end(): void {
    if (this.pendingBytes > 0) throw new WireError('The call ended in the middle of a message.');
  }

  private joined(chunk: Buffer): Buffer {
    this.pending.push(chunk);
    const all = Buffer.concat(this.pending, this.pendingBytes + chunk.length);
    this.pending = [];
    this.pendingBytes = 0;
    return all;
  }

  private cut(bytes: Buffer): void {
    let offset = 0;
    this.needed = FRAME_HEADER;
    while (bytes.length - offset >= FRAME_HEADER) {
      const end = offset + FRAME_HEADER + checkedLength(bytes, offset);
      if (end > bytes.length) {
        this.needed = end - offset;
        break;
      }
      this.deliver(bytes.subarray(offset + FRAME_HEADER, end));
      offset = end;
    }
    if (offset < bytes.length) this.keep(bytes.subarray(offset));
  }

  private keep(rest: Buffer): void {
    this.pending.push(rest);
    this.pendingBytes = rest.length;
  }
}

function checkedLength(bytes: Buffer, offset: number): number {
  if (bytes[offset] !== 0) {
    throw new CompressedMessage('This node does not read compressed messages; send them uncompressed.');
  }
  const length = bytes.readUInt32BE(offset + 1);
  if (length > MAX_MESSAGE) {
    throw new MessageTooLarge(
      `The message has ${String(length)} bytes; at most ${String(MAX_MESSAGE)} are read.`,
    );
  }
  return length;
}
