import { group } from '../group';
import { rebuildProjection } from './rebuild';
import { retryProjection, skipEvent } from './resume';
import { withdrawSkip } from './withdraw';
import { projectionStatus } from './projection-status';

/** `mizan projection …` */
export const projectionVerbs = group('projection', 'what is read, and how far it is', [
  projectionStatus,
  rebuildProjection,
  retryProjection,
  skipEvent,
  withdrawSkip,
]);
