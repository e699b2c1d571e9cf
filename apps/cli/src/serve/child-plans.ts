import { join } from 'node:path';
import { dataFiles, projectRoot, type Settings } from '@mizan/runtime';
import type { ChildPlan } from './child';

const built = (...parts: string[]) => join(projectRoot(), 'dist', ...parts, 'src', 'main.js');

/** The embedded event store on a loopback port; 0 for any. */
export function storePlan(settings: Settings, port: number): ChildPlan {
  return {
    name: 'store',
    file: built('libs', 'store-node'),
    args: ['--port', String(port), '--db', dataFiles(settings.dataDir).events],
    env: process.env,
  };
}

export function workerPlan(settings: Settings): ChildPlan {
  return { name: 'worker', file: built('apps', 'worker'), args: [], env: environment(settings) };
}

export function apiPlan(settings: Settings): ChildPlan {
  return { name: 'api', file: built('apps', 'api'), args: [], env: environment(settings) };
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
