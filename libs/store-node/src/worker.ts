import { parentPort, workerData } from 'node:worker_threads';
import { startStoreNode, type StoreNodeOptions } from './node';

/** What the worker thread tells its owner once, at the start. */
export type WorkerReport =
  | { readonly kind: 'ready'; readonly port: number; readonly connectionString: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Runs a node in a worker thread: reports once, stops at the first message. */
async function serve(): Promise<void> {
  const report = (message: WorkerReport): void => parentPort?.postMessage(message);
  try {
    const node = await startStoreNode(workerData as StoreNodeOptions);
    parentPort?.once('message', () => void node.stop().then(() => parentPort?.close()));
    report({ kind: 'ready', port: node.port, connectionString: node.connectionString });
  } catch (error) {
    report({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

void serve();
