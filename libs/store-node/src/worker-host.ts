import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RunningStoreNode, StoreNodeOptions } from './node';
import { StoreFault } from './storage/faults';
import type { WorkerReport } from './worker';

/**
 * Runs an event store in a worker thread of this process, so that its fsyncs do not hold up the caller: for tests.
 * Rejects with StoreFault.
 */
export async function startStoreNodeInWorker(options: StoreNodeOptions): Promise<RunningStoreNode> {
  const worker = new Worker(...workerFile(options));
  const [report] = (await once(worker, 'message')) as [WorkerReport];
  if (report.kind === 'failed') {
    await worker.terminate();
    throw new StoreFault('OTHER', report.message);
  }
  const { port, connectionString } = report;
  return { port, connectionString, stop: () => stop(worker) };
}

async function stop(worker: Worker): Promise<void> {
  const exited = once(worker, 'exit');
  worker.postMessage('stop');
  await exited;
}

/** Compiled code runs as it is; from sources, a small loader compiles them inside the worker. */
function workerFile(options: StoreNodeOptions): ConstructorParameters<typeof Worker> {
  if (__filename.endsWith('.js')) return [join(__dirname, 'worker.js'), { workerData: options }];
  const loader = join(__dirname, '..', 'dev', 'register-typescript.cjs');
  return [
    join(__dirname, '..', 'dev', 'worker.cjs'),
    { workerData: options, execArgv: ['--require', loader] },
  ];
}
