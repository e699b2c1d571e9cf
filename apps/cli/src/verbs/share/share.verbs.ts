import { group } from '../group';
import { listCases } from './list';
import { logShare } from './log';
import { showShare } from './show';
import { transitions } from './transitions';

/** `mizan share …` */
export const shareVerbs = group('share', 'share coordinates, and everything that follows', [
  logShare,
  ...transitions,
  showShare,
  listCases('list', 'every case that this persona may see'),
]);
