import { randomUUID } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A received file kept on disk while it is looked at. It has no name as soon as it exists (where the operating system
 * allows that), so nothing is left behind however the process ends.
 */
export class Spool {
  private constructor(
    private readonly file: FileHandle,
    private readonly path: string,
  ) {}

  /** Receives everything. @throws the file system's own errors, such as ENOSPC and EFBIG, and the source's */
  static async receive(folder: string, source: AsyncIterable<Uint8Array>): Promise<Spool> {
    const path = join(folder, `received-${randomUUID()}.tmp`);
    const file = await open(path, 'wx+', 0o600);
    await unlink(path).catch(() => undefined);
    try {
      for await (const chunk of source) await writeAll(file, chunk);
      return new Spool(file, path);
    } catch (error) {
      await discard(file, path);
      throw error;
    }
  }

  /** The content from its beginning, as often as wanted. */
  read(): AsyncIterable<Uint8Array> {
    return this.file.createReadStream({ start: 0, autoClose: false, highWaterMark: 256 * 1024 });
  }

  discard(): Promise<void> {
    return discard(this.file, this.path);
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let rest = chunk; rest.length > 0;) {
    const { bytesWritten } = await file.write(rest);
    rest = rest.subarray(bytesWritten);
  }
}

async function discard(file: FileHandle, path: string): Promise<void> {
  await file.close();
  await unlink(path).catch(() => undefined);
}
