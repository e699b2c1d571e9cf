import type { Check } from '../check';
import { Random } from '../model/random';
import { compileNode } from '../support/compiled-node';
import { add, auditInWords, isClean, NOTHING_AUDITED } from './audit';
import { type EpisodeReport, playEpisode } from './episode';

const TIMES = 500;
const WRITERS = 64;

/** Rounds after which a new store begins, so that auditing its copies stays quick. */
const ROUNDS = 25;

export const crashCheck: Check = {
  name: 'crash',
  about: `${String(TIMES)} SIGKILLs and ${String(TIMES)} stopped copies (--times) while ${String(WRITERS)} writers append`,
  run: async ({ seed, times = TIMES, say }) => {
    const report = await playEpisodes({
      seed,
      times,
      onEpisode: (so) => say(`crash: ${killsInWords(so)} so far`),
    });
    say(crashInWords(report));
    return isSound(report);
  },
};

export async function playEpisodes(options: {
  seed: number;
  times: number;
  onEpisode?: (report: EpisodeReport) => void;
}): Promise<EpisodeReport> {
  const node = compileNode();
  const random = new Random(options.seed);
  let total: EpisodeReport = {
    kills: 0,
    copies: 0,
    store: NOTHING_AUDITED,
    copied: NOTHING_AUDITED,
    refusals: 0,
  };
  try {
    while (total.kills < options.times) {
      const rounds = Math.min(ROUNDS, options.times - total.kills);
      const one = await playEpisode({ main: node.main, rounds, writers: WRITERS, random });
      total = {
        kills: total.kills + one.kills,
        copies: total.copies + one.copies,
        store: add(total.store, one.store),
        copied: add(total.copied, one.copied),
        refusals: total.refusals + one.refusals,
      };
      options.onEpisode?.(total);
    }
    return total;
  } finally {
    node.remove();
  }
}

export function isSound({ store, copied, refusals }: EpisodeReport): boolean {
  return isClean(store) && isClean(copied) && refusals === 0;
}

function killsInWords({ kills, copies, store }: EpisodeReport): string {
  return `${String(kills)} kills, ${String(copies)} stopped copies, ${String(store.acknowledged)} events acknowledged, ${String(store.lost)} lost`;
}

export function crashInWords({ kills, copies, store, copied, refusals }: EpisodeReport): string {
  return [
    `crash: ${String(kills)} times SIGKILL: ${auditInWords(store)}, refused ${String(refusals)}`,
    `crash: ${String(copies)} copies of the stopped node, opened: ${auditInWords(copied)}`,
  ].join('\n');
}
