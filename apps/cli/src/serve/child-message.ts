import type { Progress } from '@mizan/runtime';

/** What a child of the launcher says over its IPC channel. */
export interface ChildMessage {
  readonly ready?: true;
  /** Port that the child listens on, when it listens. */
  readonly port?: number;
  readonly progress?: Progress;
}

/** The message, when it is one that the launcher knows; anything else on the channel is left alone. */
export function childMessage(message: unknown): ChildMessage {
  return typeof message === 'object' && message !== null ? message : {};
}
