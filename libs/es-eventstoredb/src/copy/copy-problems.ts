import { StoreTimeout, StoreUnavailable } from '@mizan/es';
import { toStoreError } from '../errors';
import { RawClient } from '../raw/raw-client';

/** The copy cannot be what it is asked for; the message says why and what to do. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
}

/** Which of the two stores. */
export type CopySide = 'source' | 'target';

export type CopyFailure =
  /** Its connection string cannot be read. */
  | 'unusable'
  /** Nothing answers there, or nothing that can be understood. */
  | 'unreachable'
  /** Bytes in it are not what was stored: repeating does not help. */
  | 'damaged'
  /** It answered, and did not do what it was asked for. */
  | 'fault';

/** One of the stores failed; the message is what it, or the way to it, said. */
export class CopyFailed extends Error {
  override readonly name = 'CopyFailed';

  constructor(
    readonly side: CopySide,
    readonly kind: CopyFailure,
    cause: unknown,
  ) {
    super(toStoreError(cause).message.replace(/^\d+ [A-Z_]+: /, ''), { cause });
  }
}

export type CopyProblem =
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: CopyFailure; readonly side: CopySide; readonly words: string };

/** What a failed copy ended with; null for anything that is not the stores' doing. */
export function problemKindOf(error: unknown): CopyProblem | null {
  if (error instanceof CopyRefused) return { kind: 'refused', words: error.message };
  if (error instanceof CopyFailed) return { kind: error.kind, side: error.side, words: error.message };
  return null;
}

/** @throws CopyFailed for a connection string that cannot be read */
export function connectTo(side: CopySide, uri: string): RawClient {
  try {
    return RawClient.connect(uri);
  } catch (error) {
    throw new CopyFailed(side, 'unusable', error);
  }
}

/** Does `work`, which speaks to one of the stores. @throws CopyFailed, and what is not that store's doing as it is */
export async function speakingTo<T>(side: CopySide, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failed(side, error);
  }
}

/** The events of one of the stores. @throws CopyFailed */
export async function* eventsOf<T>(side: CopySide, events: AsyncIterable<T>): AsyncIterable<T> {
  try {
    yield* events;
  } catch (error) {
    throw failed(side, error);
  }
}

function failed(side: CopySide, error: unknown): unknown {
  if (error instanceof CopyFailed || error instanceof CopyRefused) return error;
  if (error instanceof TypeError || error instanceof RangeError) return error;
  return new CopyFailed(side, failureOf(error), error);
}

function failureOf(error: unknown): CopyFailure {
  const known = toStoreError(error);
  if (known.message.startsWith('15 DATA_LOSS')) return 'damaged';
  // A server that has an inner fault answers; gRPC says the same of a connection that breaks.
  if (/^13 INTERNAL: (?!.*RST_STREAM)/.test(known.message)) return 'fault';
  return known instanceof StoreUnavailable || known instanceof StoreTimeout ? 'unreachable' : 'fault';
}
