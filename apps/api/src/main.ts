import 'reflect-metadata';
import { lifetime, readSettings } from '@mizan/runtime';
import { createApi, type Api } from './create-api';
import { reasonOf } from './start-reason';
import { untilSchema } from './until-schema';

/** The api's process: waits for the worker's schema, then listens until it is told to end. */
async function main(): Promise<void> {
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
