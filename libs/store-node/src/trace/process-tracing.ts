import { mizanVersion, openTracing, otlpEndpoint, type Tracing } from '@mizan/runtime';

/** Loaded only when the environment names a collector. Throws an Error whose message says what to write. */
export function processTracing(env: NodeJS.ProcessEnv): Promise<Tracing> {
  return openTracing(otlpEndpoint(env), { service: 'mizan-store', version: mizanVersion() });
}
