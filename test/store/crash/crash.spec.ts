import { describe, expect, it } from '@jest/globals';
import { crashInWords, isSound, playEpisodes } from './crash-check';

const SEED = 11;
const TIMES = 4;

describe('the embedded node, killed and copied while 64 writers append', () => {
  it('serves every acknowledged event, in order, once', async () => {
    const report = await playEpisodes({ seed: SEED, times: TIMES });
    process.stdout.write(`${crashInWords(report)}\n`);
    expect([report.kills, report.copies]).toEqual([TIMES, TIMES]);
    expect({ ...report, isSound: isSound(report) }).toMatchObject({ refusals: 0, isSound: true });
  }, 120_000);
});
