import { closeSync, fdatasync, fdatasyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { types } from 'node:util';
import { StoreFault } from '../faults';
import type { Entry } from './block';
import { BlockBuilder } from './block-builder';
import { HEADER_BYTES } from './header';
import { bytesOf, type LogBytes, MARK_BYTES, readAt } from './log-bytes';

/**
 * Zeros written ahead of the blocks, so that a commit writes over bytes that the file has already: its sync then need not
 * wait for the file system to note that the file has grown, which is half of what a sync takes.
 */
export const AHEAD_BYTES = 1024 * 1024;
const LEAST_AHEAD = AHEAD_BYTES / 4;
const AHEAD = Buffer.alloc(AHEAD_BYTES);

const NOTHING = Buffer.alloc(0);

/** More than any frame, or any page of them, has: an index that is damaged may ask for anything. */
const MOST_READ = 64 * 1024 * 1024;

/** Where the last block is, and what its head says. */
export interface LastBlock {
  readonly start: number;
  readonly end: number;
  readonly sum: number;
}

/** Where a log is that has no block yet. */
export const LOG_START: LastBlock = { start: 0, end: HEADER_BYTES, sum: 0 };

export interface LogIdentity {
  /** The path that people know it by. */
  readonly database: string;
  readonly id: Buffer;
  /** Where it is; undefined for a log that nobody keeps, whose commits need not wait for the disk. */
  readonly path: string | undefined;
}

/**
 * The file with the events. It only grows, a block for each commit, and a block is on disk before `commit` returns: what
 * is in it is acknowledged then, whatever becomes of anything else.
 */
export class LogFile {
  readonly bytes: LogBytes;
  private readonly block: BlockBuilder;
  private lastBlock = LOG_START;
  private failure: StoreFault | undefined;
  /** The file has bytes up to here. */
  private writtenTo = 0;
  /** The file once more: an error of the disk is told once to each that has it open, and commits must hear theirs. */
  private readonly ahead: number | undefined;

  constructor(
    private readonly file: number,
    readonly log: LogIdentity,
  ) {
    this.bytes = bytesOf(file, log.id);
    this.block = new BlockBuilder(log.id.subarray(0, MARK_BYTES));
    this.ahead = log.path === undefined ? undefined : openSync(log.path, 'r');
  }

  /** The last block that is whole. */
  get last(): LastBlock {
    return this.lastBlock;
  }

  /**
   * The next block goes behind this one; what a crash left there is cut off. The block itself may never have come to disk,
   * whoever wrote it: it is written again, and on disk when this returns.
   */
  goOnBehind(last: LastBlock): void {
    this.lastBlock = last;
    this.writtenTo = last.end;
    if (this.bytes.size() > last.end) ftruncateSync(this.file, last.end);
    this.put(readAt(this.file, last.start, last.end - last.start), last.start);
    fdatasyncSync(this.file);
  }

  /** Room for the frame of an event in the next block; `add` takes it in. */
  room(length: number): Buffer {
    if (this.failure !== undefined) throw this.failure;
    return this.block.room(length);
  }

  /** Takes in an event whose frame was laid out in `room`. Answers the place of its frame; `read` finds it there from now on. */
  add(entry: Entry): number {
    this.block.add(entry);
    return this.last.end + this.block.offset - entry.length;
  }

  /** Writes what was added as one block and waits until it is on disk. Throws when it cannot; then nobody may be told of it. */
  commit(): void {
    if (this.block.count > 0) this.writeBlock();
  }

  /** Writes a block without events: what stands before it is then known to have been whole, damaged events included. */
  seal(): void {
    this.block.room(0);
    this.writeBlock();
  }

  /** Forgets what was added since the last commit. */
  drop(): void {
    this.block.drop();
  }

  /** So many bytes from a place on, fewer where the file ends; in `memory` if there is enough of it. */
  read(place: number, length: number, memory?: Buffer): Buffer {
    if (place >= this.last.end && this.block.count > 0)
      return this.block.frameAt(place - this.last.end, length);
    const most = Math.min(length, this.last.end - place, MOST_READ);
    return place < 0 || most <= 0 ? NOTHING : readAt(this.file, place, most, memory);
  }

  /** Takes back what was written ahead, unless another may have written there by now. */
  close(isOurs: boolean): void {
    const isAhead = this.writtenTo > this.last.end && this.failure === undefined;
    if (isOurs && isAhead) this.takeBack(this.last.end);
    if (this.ahead !== undefined) closeSync(this.ahead);
    closeSync(this.file);
  }

  private writeBlock(): void {
    const { bytes, sum } = this.block.finish();
    const start = this.last.end;
    this.write(bytes, start);
    this.block.next();
    this.lastBlock = { start, end: start + bytes.length, sum };
    if (this.writtenTo - this.last.end < LEAST_AHEAD) this.writeAhead();
  }

  private write(block: Buffer, start: number): void {
    try {
      this.put(block, start);
    } catch (error) {
      this.takeBack(start);
      throw error;
    }
    if (this.log.path !== undefined) this.sync();
  }

  private put(bytes: Buffer, start: number): void {
    let written = 0;
    while (written < bytes.length)
      written += writeSync(this.file, bytes, written, bytes.length - written, start + written);
  }

  private takeBack(end: number): void {
    try {
      ftruncateSync(this.file, end);
      this.writtenTo = end;
    } catch (error) {
      this.failure = this.failed('could not be brought back to its last commit', error);
    }
  }

  /** After a sync that failed nobody can know what is on disk: nothing more is written until a start has written it again. */
  private sync(): void {
    try {
      fdatasyncSync(this.file);
    } catch (error) {
      this.failure = this.failed('could not be brought to disk', error);
      throw this.failure;
    }
  }

  /** Nothing depends on it: where there is no room, commits let the file grow themselves. */
  private writeAhead(): void {
    if (this.ahead === undefined) return;
    const from = Math.max(this.writtenTo, this.last.end);
    try {
      this.writtenTo = from + writeSync(this.file, AHEAD, 0, AHEAD.length, from);
    } catch {
      return;
    }
    fdatasync(this.ahead, () => undefined);
  }

  private failed(what: string, cause: unknown): StoreFault {
    const reason = types.isNativeError(cause) ? ` (${cause.message})` : '';
    return new StoreFault(
      'FULL',
      `The event store ${this.log.database} ${what}${reason}: the disk is failing, or full. Nothing more is written; look at the disk and start again.`,
      cause,
    );
  }
}
