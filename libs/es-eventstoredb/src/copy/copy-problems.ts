import { types } from 'node:util';
import { StoreUnavailable, StoreTimeout } from '@mizan/es';
import { toStoreError } from '../errors';

/** The copy cannot be what it is asked for; the message says why and what to do. */
export class CopyRefused extends Error {
  override readonly name = 'CopyRefused';
}

export interface CopyProblem {
  readonly kind: 'refused' | 'unreachable' | 'fault';
  readonly words: string;
}

/** What a failed copy ended with; null for anything that is not the stores' doing. */
export function problemKindOf(error: unknown): CopyProblem | null {
  if (error instanceof CopyRefused) return { kind: 'refused', words: error.message };
  if (!types.isNativeError(error) && !(error instanceof Error)) return null;
  if (error instanceof TypeError || error instanceof RangeError) return null;
  const known = toStoreError(error);
  const unreachable = known instanceof StoreUnavailable || known instanceof StoreTimeout;
  return { kind: unreachable ? 'unreachable' : 'fault', words: known.message };
}
