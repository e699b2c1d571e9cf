import type { Scenario } from '../scenario';
import { acted } from './acted';
import { pending } from './pending';
import { struck } from './struck';
import { unanswered } from './unanswered';

/** Every case of the demonstration, each to be played once in each direction. */
export const scenarios: readonly Scenario[] = [...acted, ...struck, ...unanswered, ...pending];
