import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { systemClock } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { errorWords, ledgerCodec, lifetime, mizanVersion, openTracing, readSettings } from '@mizan/runtime';
import { processLog } from './log';
import { chosenSubscriptions } from './subscriptions';
import { openDoor } from './telemetry/door';
import { WorkerMetrics } from './telemetry/worker-metrics';
import { Worker } from './worker';
import { WorkerModule } from './worker.module';

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const metrics = new WorkerMetrics();
  const parts = {
    settings,
    store: eventStoreDb(settings.eventStore, { connectionName: 'mizan-worker' }),
    codec: ledgerCodec(),
    clock: systemClock,
    log: processLog(process.env),
    metrics,
    tracing: await openTracing(settings.otlpEndpoint, { service: 'mizan-worker', version: mizanVersion() }),
    subscriptions: chosenSubscriptions(process.env),
  };
  const app = await NestFactory.createApplicationContext(WorkerModule.of(parts), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const worker = app.get(Worker);
  const { host, workerPort: port } = settings;
  if (port !== null) await openDoor({ host, port }, { metrics, isReady: () => worker.isReady });
  await worker.run(lifetime(() => app.close()));
}

main().catch((error: unknown) => {
  console.error(reasonOf(error));
  process.exit(1);
});

/** Mizan's own problems say what to do; of other faults only kind and fingerprint, for their words may quote a record. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'detail' in error
    ? error.message
    : errorWords(error).replace(/^SettingsProblem: /, '');
}
