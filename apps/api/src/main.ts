import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { lifetime, readSettings } from '@mizan/runtime';
import { createApi, type Api } from './create-api';
import { reasonOf } from './start-reason';
import { untilSchema } from './until-schema';

/** The api's process: waits for the worker's schema, then listens until it is told to end. */
async function main(): Promise<void> {
  forgetRequestsSoon();
  const settings = readSettings(process.env);
  let api: Api | null = null;
  const life = lifetime(async () => api?.close());
  await untilSchema(settings, (message) => console.error(message));
  api = await createApi(settings);
  life.ready({ port: api.port });
}

/** What a request leaves behind is dropped while it is young, which takes one thread a few milliseconds. */
function forgetRequestsSoon(): void {
  // Else V8 learns to make objects of requests among the old ones, where each keeps others until the whole heap is collected.
  setFlagsFromString('--no-allocation-site-pretenuring');
  // Several threads that must be woken for so little take the processor from whoever has work.
  setFlagsFromString('--no-parallel-scavenge');
}

main().catch((error: unknown) => {
  console.error(reasonOf(error));
  process.exit(1);
});
