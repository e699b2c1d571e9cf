import { openReadDatabase } from '../database/read-database';
import { checkpointStoreContract } from '../testing/checkpoint-store.contract';
import { databaseKind, scratch } from '../testing/scratch';
import { timerStoreContract } from '../testing/timer-store.contract';
import { checkpoints, processCheckpoints } from './checkpoint-store';
import { timerStore } from './timer-store';

checkpointStoreContract(databaseKind, async () => {
  const files = scratch();
  const database = await files.database();
  const second = openReadDatabase(database.location);
  return {
    store: checkpoints(database),
    other: checkpoints(second),
    write: async (tx, word) => {
      const rows = await tx.selectFrom('activity').select('id').execute();
      await tx
        .insertInto('activity')
        .values({ id: BigInt(rows.length), what: word, since: 0n })
        .execute();
    },
    words: async () => {
      const rows = await database.kysely.selectFrom('activity').select('what').orderBy('id').execute();
      return rows.map(({ what }) => what);
    },
    close: async () => {
      await second.close();
      await files.clear();
    },
  };
});

timerStoreContract(databaseKind, async () => {
  const files = scratch();
  const database = await files.database();
  return {
    timers: timerStore(database),
    checkpoints: processCheckpoints(database),
    close: () => files.clear(),
  };
});
