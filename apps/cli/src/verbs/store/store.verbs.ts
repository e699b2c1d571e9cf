import { group } from '../group';
import { backup } from './backup';
import { copy } from './copy';
import { info } from './info';
import { verify } from './verify';

/** `mizan store …`; without a verb it runs the node (main.ts). */
export const storeVerbs = group('store', 'the embedded event store; without a verb: run it alone', [
  info,
  verify,
  backup,
  copy,
]);
