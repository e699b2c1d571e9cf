import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { systemClock } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { ledgerCodec, lifetime, readSettings } from '@mizan/runtime';
import { processLog } from './log';
import { chosenSubscriptions } from './subscriptions';
import { Worker } from './worker';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const parts = {
    settings,
    store: eventStoreDb(settings.eventStore, { connectionName: 'mizan-worker' }),
    codec: ledgerCodec(),
    clock: systemClock,
    log: processLog(process.env),
    subscriptions: chosenSubscriptions(process.env),
  };
  const app = await NestFactory.createApplicationContext(WorkerModule.of(parts), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  await app.get(Worker).run(lifetime(() => app.close()));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
