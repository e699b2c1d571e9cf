import type { Check } from './check';
import { crashCheck } from './crash/crash-check';
import { modelCheck } from './model/model-check';
import { proxiesCheck } from './proxies/proxies-check';

export const checks: readonly Check[] = [modelCheck, proxiesCheck, crashCheck];
