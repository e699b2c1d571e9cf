import type { Expected } from '../wire/append-messages';
import type { Written } from '../wire/append-replies';
import type { StreamKey } from './streams';

/** An event that passed the checks of its call and only lacks its place. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
}

export type WriteRequest =
  | {
      readonly kind: 'append';
      readonly stream: StreamKey;
      readonly expected: Expected;
      readonly events: readonly NewEvent[];
    }
  | { readonly kind: 'delete' | 'tombstone'; readonly stream: StreamKey; readonly expected: Expected };

export type WriteOutcome =
  | ({ readonly kind: 'written' } & Written)
  /** `current` is the stream's last revision, -1 for no stream. */
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'deleted' }
  /** Its caller's deadline passed, or the caller left, before its turn came: nothing was stored. */
  | { readonly kind: 'expired' }
  /** The file could not be written, or is `damaged` where it had to be read; `text` says what to do. Nothing was stored. */
  | { readonly kind: 'fault'; readonly text: string; readonly damaged: boolean };
