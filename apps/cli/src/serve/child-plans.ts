import { join } from 'node:path';
import { dataFiles, projectRoot, type Settings } from '@mizan/runtime';
import type { ChildPlan } from './child';

const built = (...parts: string[]) => join(projectRoot(), 'dist', ...parts, 'src', 'main.js');

/**
 * V8 lets the heap of a busy start stand: small young generations and size before speed keep the whole system under
 * its 400 MB, a fifth less than without. Who runs apis and workers on machines of their own starts them without these.
 */
const lean = ['--max-semi-space-size=2', '--optimize-for-size'];

/** A third less memory under load, at no cost in time: the store keeps little from one moment to the next. */
const shortLived = ['--max-semi-space-size=8'];

/** The embedded event store on a loopback port; 0 for any. */
export function storePlan(settings: Settings, port: number): ChildPlan {
  return {
    name: 'store',
    flags: shortLived,
    file: built('libs', 'store-node'),
    args: ['--port', String(port), '--db', dataFiles(settings.dataDir).events],
    env: process.env,
  };
}

export function workerPlan(settings: Settings): ChildPlan {
  return { name: 'worker', flags: lean, file: built('apps', 'worker'), args: [], env: environment(settings) };
}

export function apiPlan(settings: Settings): ChildPlan {
  return { name: 'api', flags: lean, file: built('apps', 'api'), args: [], env: environment(settings) };
}

/** Settings travel to the children in words that do not depend on their working folder. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  return {
    ...process.env,
    MIZAN_PORT: String(settings.port),
    MIZAN_DATA_DIR: settings.dataDir,
    MIZAN_DEMO: settings.demo ? '1' : '0',
    MIZAN_MECHANISM: settings.mechanismFile,
    MIZAN_EVENTSTORE: settings.eventStore,
    MIZAN_EMBEDDED: settings.embedded ? '1' : undefined,
  };
}
