import { describe, expect, it } from '@jest/globals';
import { hardships, suffer } from './durability-check';

describe('the embedded node keeps what it acknowledged', () => {
  it.each(Object.entries(hardships))(
    '%s',
    async (_, hardship) => {
      const { words, isSound } = await suffer(hardship);
      process.stdout.write(`${words}\n`);
      expect(isSound).toBe(true);
    },
    240_000,
  );
});
