import type { EventStore, RecordedEvent } from '@mizan/es';
import type { Api } from '../../../apps/api/src/create-api';

/** Faults that are put under an api on purpose: what each part throws, as long as it is set. */
export interface Faults {
  store: Error | null;
  /** Of the event store, when something is to be appended. */
  append: Error | null;
  /** Of both databases, at every query. */
  database: Error | null;
  /** While an answer is being written, once. */
  answer: Error | null;
}

export const noFaults = (): Faults => ({ store: null, append: null, database: null, answer: null });

/** The store, as long as nothing is wrong with it. Closing is left to whoever opened it. */
export function faultyStore(store: EventStore, faults: Faults): EventStore {
  const strike = () => {
    if (faults.store) throw faults.store;
  };
  return {
    append: async (...order) => {
      strike();
      if (faults.append) throw faults.append;
      return store.append(...order);
    },
    readStream: (...asked) => afterwards(strike, () => store.readStream(...asked)),
    readAll: (...asked) => afterwards(strike, () => store.readAll(...asked)),
    subscribeAll: (...asked) => {
      strike();
      return store.subscribeAll(...asked);
    },
    close: () => Promise.resolve(),
  };
}

async function* afterwards(
  strike: () => void,
  read: () => AsyncIterable<RecordedEvent>,
): AsyncGenerator<RecordedEvent> {
  strike();
  yield* read();
}

/** The database, every query of which fails as long as a fault is set. */
export function faultyDatabase<D extends { readonly kysely: WithPlugin }>(database: D, faults: Faults): D {
  const plugin = {
    transformQuery: <T>({ node }: { node: T }): T => {
      if (faults.database) throw faults.database;
      return node;
    },
    transformResult: <T>({ result }: { result: T }) => Promise.resolve(result),
  };
  return { ...database, kysely: database.kysely.withPlugin(plugin) };
}

interface WithPlugin {
  withPlugin(plugin: object): this;
}

/** Lets the first word of the next answer fail, whichever route it comes from. */
export function breakAnswers({ app }: Api, faults: Faults): void {
  const express = app.getHttpAdapter().getInstance() as unknown as { response: Record<string, Word> };
  for (const name of ['status', 'type', 'send', 'redirect', 'flushHeaders']) {
    const usual = express.response[name] as Word;
    express.response[name] = function (this: unknown, ...words: unknown[]): unknown {
      const fault = faults.answer;
      faults.answer = null;
      if (fault) throw fault;
      return usual.apply(this, words);
    };
  }
}

type Word = (...words: unknown[]) => unknown;
