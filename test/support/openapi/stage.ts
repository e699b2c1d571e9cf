import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Clock } from '@mizan/es';
import { openControlDatabase, openReadDatabase } from '@mizan/read-models';
import { databases, dataFiles, type Settings } from '@mizan/runtime';
import type { JWK } from 'jose';
import { createApi, type Api } from '../../../apps/api/src/create-api';
import { askToken } from '../ask-token';
import { startLedger, type Ledger } from '../ledger-fixture';
import { breakAnswers, faultyDatabase, faultyStore, noFaults, type Faults } from './faults';
import type { Came } from './described-api';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A ledger with an api beside its own whose parts can be made to fail. */
export interface Stage {
  readonly ledger: Ledger;
  readonly api: Api;
  readonly faults: Faults;
  readonly clock: SlowClock;
  readonly signing: JWK;
  send(request: Request, url?: string): Promise<Came>;
  bearer(persona: string): Promise<Record<string, string>>;
  /** A new session of a browser, as a header. */
  session(persona: string): Promise<Record<string, string>>;
  /** An api over the same ledger with other settings. */
  another(settings: Partial<Settings>): Promise<Api>;
  stop(): Promise<void>;
}

/** The api's clock: it may be behind, so that time passes as soon as it catches up. */
export interface SlowClock extends Clock {
  behindMs: number;
}

function slowClock(): SlowClock {
  const clock: SlowClock = { behindMs: 0, now: () => Date.now() - clock.behindMs };
  return clock;
}

export async function openStage(): Promise<Stage> {
  const ledger = await startLedger();
  const faults = noFaults();
  const { read, control } = databases(ledger.settings);
  const readDatabase = openReadDatabase({ ...read, readOnly: true });
  const controlDatabase = openControlDatabase(control);
  const parts = {
    store: faultyStore(ledger.store, faults),
    readDatabase: faultyDatabase(readDatabase, faults),
    controlDatabase: faultyDatabase(controlDatabase, faults),
  };
  const clock = slowClock();
  const overrides = { ...parts, clock };
  const api = await createApi({ ...ledger.settings, rateLimit: 0 }, overrides);
  breakAnswers(api, faults);
  const others: Api[] = [];
  const keys = readFileSync(dataFiles(ledger.settings.dataDir).identityKeys, 'utf8');
  const tokens = new Map<string, Promise<string>>();
  const send = (request: Request, url = api.url) => answerOf(url, request);
  return {
    ledger,
    api,
    faults,
    clock,
    signing: (JSON.parse(keys) as { signing: JWK }).signing,
    send,
    bearer: async (persona) => {
      const token = tokens.get(persona) ?? askToken(api.url, persona);
      tokens.set(persona, token);
      return { authorization: `Bearer ${await token}` };
    },
    session: async (persona) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const { headers: got } = await send({
        method: 'post',
        path: '/session',
        headers,
        body: `persona=${persona}`,
      });
      return { cookie: (got.getSetCookie()[0] ?? '').split(';')[0] ?? '' };
    },
    another: async (settings) => {
      const other = await createApi({ ...ledger.settings, ...settings }, overrides);
      others.push(other);
      return other;
    },
    stop: async () => {
      for (const other of [...others, api]) await other.close();
      await readDatabase.close();
      await controlDatabase.close();
      await ledger.stop();
    },
  };
}

/** Redirects are answers too; a stream that goes on is read as far as its headers. */
async function answerOf(url: string, { method, path, headers = {}, body }: Request): Promise<Came> {
  const leave = new AbortController();
  const answer = await fetch(url + path, {
    method: method.toUpperCase(),
    headers,
    redirect: 'manual',
    signal: leave.signal,
    ...(body === undefined ? {} : { body }),
  });
  const goesOn = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const text = goesOn ? '' : await answer.text();
  if (goesOn) leave.abort();
  return { status: answer.status, headers: answer.headers, text };
}

export const newKey = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });
