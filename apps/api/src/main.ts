import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { lifetime, readSettings } from '@mizan/runtime';
import { createApi, type Api } from './create-api';
import { reasonOf } from './start-reason';
import { untilSchema } from './until-schema';

/** The api's process: waits for the worker's schema, then listens until it is told to end. */
async function main(): Promise<void> {
  // Else V8 makes objects of requests among the old ones, where each keeps others until the whole heap is collected.
  setFlagsFromString('--no-allocation-site-pretenuring');
  const settings = readSettings(process.env);
  let api: Api | null = null;
  const life = lifetime(async () => api?.close());
  await untilSchema(settings, (message) => console.error(message));
  api = await createApi(settings);
  life.ready({ port: api.port });
}

main().catch((error: unknown) => {
  console.error(reasonOf(error));
  process.exit(1);
});
