import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { readSettings } from '@mizan/runtime';
import { startStoreNodeInWorker, type RunningStoreNode } from '@mizan/store-node';
import { freePort } from '../faults/free-port';
import { askToken } from '../support/ask-token';
import { exampleShare } from '../support/example-share';
import { otlpReceiver } from '../support/otlp-receiver';
import { startProcess, type SourceProcess } from '../support/source-process';

// An api and a worker of their own on a machine that may be busy.
jest.setTimeout(120_000);

/** What must never be in a log, a span or a metric: places, texts, names, tokens. */
const canary = {
  place: '42S WC 1717 2929',
  square: '1717',
  name: 'CANARY-FARM',
  believed: 'CANARY-BELIEVED in an orchard',
  reason: 'CANARY-REASON',
  path: 'CANARY-PATH',
  query: 'CANARY-QUERY',
  malformed: 'CANARY-MALFORMED',
  token: 'CANARY-TOKEN',
  data: 'CANARY-DATA',
} as const;

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('what can be seen of running processes', () => {
  let node: RunningStoreNode;
  let traces: Awaited<ReturnType<typeof otlpReceiver>>;
  let dataDir = '';
  let door = '';
  let api: SourceProcess;
  let worker: SourceProcess;
  let url = '';

  beforeAll(async () => {
    node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
    traces = await otlpReceiver();
    dataDir = await mkdtemp(join(tmpdir(), 'mizan-observed-'));
    const workerPort = await freePort();
    door = `http://127.0.0.1:${String(workerPort)}`;
    const place = { ...readSettings({}), dataDir, eventStore: node.connectionString, postgresUrl: null };
    const env = { MIZAN_LOG_LEVEL: 'trace', MIZAN_OTLP_ENDPOINT: traces.endpoint };
    worker = await startProcess('worker', place, { ...env, MIZAN_WORKER_PORT: String(workerPort) });
    api = await startProcess('api', place, env);
    url = `http://127.0.0.1:${String(api.port)}`;
  });
  afterAll(async () => {
    await traces.stop();
    await rm(dataDir, { recursive: true });
  });

  async function ask(persona: string | null, path: string, init: RequestInit = {}) {
    const token = persona === null ? null : await askToken(url, persona);
    const headers = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(init.body ? { 'content-type': 'application/json' } : {}),
      ...(init.headers as Record<string, string> | undefined),
    };
    const response = await fetch(url + path, { ...init, headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  const post = (persona: string, path: string, body: object = {}) =>
    ask(persona, path, { method: 'POST', body: JSON.stringify(body), headers: { traceparent } });

  const share = (changes: object = {}) => ({
    ...exampleShare(),
    place: { input: canary.place, radiusM: 500, name: canary.name },
    believed: canary.believed,
    ...changes,
  });

  let caseId = '';

  it('is a trace from the request to the append to the projection, linked to what the caller brought', async () => {
    const drafted = await post('pk.sharer', '/v1/shares', share({ deadline: 'PT2S' }));
    expect(drafted.status).toBe(201);
    caseId = String(drafted.body['id']);
    const request = await traces.span(({ name }) => name === 'POST /v1/shares');
    const inTrace = (name: string) => (span: { name: string; traceId: string }) =>
      span.name === name && span.traceId === request.traceId;
    const order = await traces.span(inTrace('order share'));
    const append = await traces.span(inTrace('append'));
    const project = await traces.span(inTrace('project cases'));
    expect([request.parentSpanId ?? '', request.kind, request.service]).toEqual(['', 2, 'mizan-api']);
    expect(request.links).toMatchObject([
      { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' },
    ]);
    expect([order.parentSpanId, append.parentSpanId]).toEqual([request.spanId, order.spanId]);
    expect([project.parentSpanId, project.kind, project.service]).toEqual([append.spanId, 5, 'mizan-worker']);
    expect(traces.spans.some(inTrace('project ledger'))).toBe(true);
  });

  it('is a trace of its own where a deadline passes', async () => {
    expect((await post('pk.approver', `/v1/shares/${caseId}/approval`)).status).toBe(200);
    const process = await traces.span(({ name }) => name === 'process deadline');
    const project = await traces.span(
      ({ name, traceId }) => name === 'project cases' && traceId === process.traceId,
    );
    expect([process.parentSpanId ?? '', project.parentSpanId]).toEqual(['', process.spanId]);
  });

  /** The worker's figures once they show this. */
  async function scraped(pattern: RegExp): Promise<string> {
    let figures = '';
    for (let left = 600; left > 0 && !pattern.test(figures); left--) {
      figures = await (await fetch(`${door}/metrics`)).text();
      await pause(50);
    }
    expect(figures).toMatch(pattern);
    return figures;
  }

  it('is counted by the api and by the worker', async () => {
    const figures = await (await fetch(`${url}/metrics`)).text();
    expect(figures).toMatch(
      /^mizan_http_request_duration_seconds_count\{method="POST",route="\/v1\/shares",status="201"\} 1$/m,
    );
    expect(figures).toMatch(/^mizan_append_duration_seconds_count\{outcome="stored"\} 2$/m);
    expect(figures).toMatch(/^mizan_events_appended_total 6$/m);
    expect(figures).toMatch(/^mizan_live_readers 0$/m);
    expect(figures).toMatch(/^mizan_projection_stopped\{projection="cases"\} 0$/m);
    const response = await fetch(`${door}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(response.status).toBe(200);
    const worked = await scraped(/^mizan_events_projected_total\{projection="cases"\} 7$/m);
    expect(worked).toMatch(/^mizan_timers_fired_total\{process="deadline"\} 1$/m);
    expect(worked).toMatch(/^mizan_projection_lag_events\{projection="ledger"\} 0$/m);
    expect(worked).toMatch(/^mizan_worker_at_work 1$/m);
  });

  it('is said by the worker at its own door', async () => {
    const ready = await fetch(`${door}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', role: 'at-work' }]);
    expect((await fetch(`${door}/health/live`)).status).toBe(200);
    const strange = await fetch(`${door}/v1/shares`);
    expect([strange.status, strange.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
  });

  it('says in readiness how far reading lags', async () => {
    const { status, body } = await ask(null, '/health/ready');
    const lag = { events: 0, more: false, seconds: 0 };
    expect([status, body]).toEqual([
      200,
      {
        status: 'ready',
        projections: ['cases', 'deadline', 'incidents', 'ledger'].map((name) => ({
          name,
          state: 'running',
          lag,
        })),
      },
    ]);
  });

  /** Requests that fail at every layer. */
  async function misbehave(): Promise<number[]> {
    const json = { 'content-type': 'application/json' };
    const answers = [
      await post('pk.sharer', '/v1/shares', share({ place: { input: `${canary.place} ${canary.name}` } })),
      await post('pk.sharer', '/v1/shares', share({ kind: canary.believed })),
      await ask(null, '/v1/shares', {
        method: 'POST',
        body: `{"believed": "${canary.malformed}`,
        headers: json,
      }),
      await ask('pk.sharer', '/v1/shares', {
        method: 'POST',
        body: `{"believed": ${canary.malformed}`,
        headers: json,
      }),
      await ask(null, `/v1/${canary.path}/${encodeURIComponent(canary.place)}`),
      await ask('pk.sharer', `/v1/shares/${canary.path}`),
      await ask('pk.sharer', `/v1/shares?asOf=${canary.query}&cursor=${canary.query}`),
      await ask(null, '/v1/shares', { headers: { authorization: `Bearer ${canary.token}` } }),
      await ask(null, '/v1/shares', { headers: { cookie: `mizan=${canary.token}` } }),
      await post('af.recipient', `/v1/shares/${caseId}/return`, {
        defect: 'place-imprecise',
        reason: canary.reason,
      }),
      await post('af.recipient', `/v1/shares/${caseId}/approval`),
    ];
    return answers.map(({ status }) => status);
  }

  it('never holds a place, a text or a token: requests that fail', async () => {
    const statuses = await misbehave();
    expect(statuses.filter((status) => status < 400)).toEqual([]);
    expect(new Set(statuses)).toEqual(new Set([400, 401, 403, 404]));
  });

  it('never holds them: an event that nobody can read, and a store that goes away', async () => {
    const store = eventStoreDb(node.connectionString);
    const metadata = { believed: canary.data, place: canary.place };
    const broken = { id: caseId, type: 'ShareDelivered', contentType: 'application/json', metadata } as const;
    await store.append('share-broken', [{ ...broken, data: { believed: canary.data } }], 'no_stream');
    await store.close();
    for (let left = 600; left > 0 && !worker.said().includes('Projection cases stopped'); left--)
      await pause(50);
    expect(worker.said()).toContain('Projection cases stopped at ShareDelivered');
    await node.stop();
    const { status, body } = await post('pk.sharer', '/v1/shares', share());
    expect([status, body['code']]).toEqual([503, 'STORE_UNAVAILABLE']);
    const named = `"request":"${String(body['requestId'])}"`;
    const logged = () =>
      api
        .said()
        .split('\n')
        .filter((line) => line.includes(named));
    // The last line is written once the answer has left.
    for (let left = 200; left > 0 && logged().length < 2; left--) await pause(50);
    expect(logged().map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'Something below the api failed',
      'answered',
    ]);
    expect((await ask(null, '/health/ready')).body['code']).toBe('NOT_READY');
  });

  it('ends in order, and nothing of it is in any log, span or figure', async () => {
    const figures = `${await (await fetch(`${url}/metrics`)).text()}${await (await fetch(`${door}/metrics`)).text()}`;
    expect(await Promise.all([api.stop(), worker.stop()])).toEqual([0, 0]);
    const logs = (await readdir(dataDir)).filter((name) => /\.(ndjson|log)$/.test(name));
    const kept = await Promise.all(logs.map((name) => readFile(join(dataDir, name), 'utf8')));
    const seen = {
      api: api.said(),
      worker: worker.said(),
      spans: traces.text(),
      figures,
      audit: kept.join('\n'),
    };
    expect(Object.entries(seen).filter(([, text]) => text.length < 100)).toEqual([]);
    const leaks = Object.entries(seen).flatMap(([where, text]) =>
      Object.values(canary)
        .filter((word) => text.includes(word))
        .map((word) => `${where}: ${word}`),
    );
    expect(leaks).toEqual([]);
    expect(seen.api).toContain('"route":"/v1/shares/:id"');
  });
});
