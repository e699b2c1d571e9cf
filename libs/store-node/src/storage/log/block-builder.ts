import { ENTRY_BYTES, type Entry, finishBlock, HEAD_BYTES } from './block';

/** Blocks are built one behind the other in pieces of memory of this size; a larger block gets one of its own. */
const PIECE_BYTES = 256 * 1024;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Puts a block together where it is written from: frames are encoded into it instead of being copied. The newest frames
 * stay in use after the commit; since nothing else shares a piece of memory with them, they keep little beside themselves.
 */
export class BlockBuilder {
  private piece = NOTHING;
  /** In the piece. */
  private start = 0;
  private end = 0;
  private lastSize = 0;
  private entries: Entry[] = [];

  constructor(private readonly mark: Buffer) {}

  get count(): number {
    return this.entries.length;
  }

  /** Where the next frame begins, counted from the block's beginning. */
  get offset(): number {
    return this.count === 0 ? HEAD_BYTES : this.end - this.start;
  }

  /** Room for one more frame. Its entry must follow. */
  room(length: number): Buffer {
    const begun = this.count > 0;
    const used = begun ? this.end - this.start : HEAD_BYTES;
    const needed = used + length + (this.count + 1) * ENTRY_BYTES;
    const most = this.piece.length - this.start;
    if (needed > most || (!begun && this.lastSize > most)) this.moveOn(begun ? used : 0, needed);
    const at = this.start + used;
    this.end = at + length;
    return this.piece.subarray(at, this.end);
  }

  add(entry: Entry): void {
    this.entries.push(entry);
  }

  /** The frame that was added at an offset, while its block is not finished. */
  frameAt(offset: number, length: number): Buffer {
    return this.piece.subarray(this.start + offset, this.start + offset + length);
  }

  /** The whole block, and its sum. */
  finish(): { readonly bytes: Buffer; readonly sum: number } {
    const size = this.end - this.start + this.count * ENTRY_BYTES;
    const bytes = this.piece.subarray(this.start, this.start + size);
    return { bytes, sum: finishBlock(bytes, this.entries, this.mark) };
  }

  /** Begins another block behind the last one that was finished. */
  next(): void {
    this.lastSize = this.end - this.start + this.count * ENTRY_BYTES;
    this.start += this.lastSize;
    this.entries = [];
    // One that was made for a large block is not kept for small ones.
    if (this.piece.length > PIECE_BYTES) {
      this.piece = NOTHING;
      this.start = 0;
    }
  }

  /** Begins the block again. */
  drop(): void {
    this.entries = [];
  }

  /** Goes on in another piece of memory, with what the block has so far. */
  private moveOn(used: number, needed: number): void {
    const piece = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, needed > PIECE_BYTES / 2 ? needed * 2 : 0));
    this.piece.copy(piece, 0, this.start, this.start + used);
    this.piece = piece;
    this.start = 0;
  }
}
