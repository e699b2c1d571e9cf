import type { Check } from './check';
import { modelCheck } from './model/model-check';

export const checks: readonly Check[] = [modelCheck];
