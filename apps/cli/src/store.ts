import { runStoreNode } from '@mizan/store-node';

/** `mizan store`: the embedded event store alone, in this process. It sets the exit code itself. */
export function store(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  return runStoreNode(argv, env);
}
