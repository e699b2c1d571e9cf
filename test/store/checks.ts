import type { Check } from './check';
import { crashCheck } from './crash/crash-check';
import { durabilityCheck } from './durability/durability-check';
import { churnCheck } from './load/churn-check';
import { loadCheck } from './load/load-check';
import { modelCheck } from './model/model-check';
import { proxiesCheck } from './proxies/proxies-check';

export const checks: readonly Check[] = [
  modelCheck,
  proxiesCheck,
  durabilityCheck,
  crashCheck,
  loadCheck,
  churnCheck,
];
