import type { AppendResult, EventStore, ExpectedRevision, NewEvent } from '@mizan/es';
import type { Tracing } from '@mizan/runtime';
import type { ApiMetrics } from './api-metrics';

/** The same store; its appends are counted and traced. */
export function observedStore(store: EventStore, metrics: ApiMetrics, tracing: Tracing): EventStore {
  return {
    append: (stream, events, expected) => {
      const records = commandOf(events[0]);
      const words = {
        name: 'append',
        kind: 'CLIENT' as const,
        attributes: { 'mizan.stream': stream, 'mizan.events': events.length },
        ...(records === undefined ? {} : { records }),
      };
      return tracing.within(words, () => counted({ store, metrics }, { stream, events, expected }));
    },
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options) => store.readAll(options),
    subscribeAll: (options) => store.subscribeAll(options),
    close: () => store.close(),
  };
}

interface Append {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: ExpectedRevision;
}

async function counted(
  { store, metrics }: { readonly store: EventStore; readonly metrics: ApiMetrics },
  { stream, events, expected }: Append,
): Promise<AppendResult> {
  const begun = performance.now();
  let outcome = 'stored';
  try {
    const result = await store.append(stream, events, expected);
    metrics.appended.add({}, events.length);
    return result;
  } catch (error) {
    outcome = codeOf(error);
    throw error;
  } finally {
    metrics.appends.observe({ outcome }, (performance.now() - begun) / 1000);
  }
}

/** Codes of the store's errors are a small, fixed set. */
function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'FAULT';
}

function commandOf(event: NewEvent | undefined): string | undefined {
  const metadata = event?.metadata as { readonly commandId?: unknown } | undefined;
  return typeof metadata?.commandId === 'string' ? metadata.commandId : undefined;
}
