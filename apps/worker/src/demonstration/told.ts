import type { ShareCommand, StrikeCommand } from '@mizan/domain';
import type { StepEvent } from './scenario';

/** A command before anybody gave it: without time and actor. */
export type Untimed<C> = C extends { readonly now: string } ? Omit<C, 'now' | 'actor'> : never;

export type ShareStep = Extract<StepEvent, { type: ShareCommand['type'] }>;
export type StrikeStep = Extract<StepEvent, { type: StrikeCommand['type'] }>;
