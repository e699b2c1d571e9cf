import { runStoreNode } from './run';

void runStoreNode(process.argv.slice(2), process.env);
