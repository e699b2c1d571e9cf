import { describe, expect, it } from '@jest/globals';
import client from 'prom-client';
import { Histogram } from './histogram';
import { Counter, Gauge } from './metric';
import { Metrics } from './metrics';
import { addProcessMetrics } from './process-metrics';

const odd = { route: '/v1/"quoted"\\slash', state: 'a\nb' };

/** Lines in any order: the format sets none between series. */
const sorted = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .toSorted();

describe('metrics', () => {
  it('writes what the reference client writes', async () => {
    const registry = new client.Registry();
    const registers = [registry];
    const metrics = new Metrics();

    const counted = { name: 'things_total', help: 'Things\\of "all"\nkinds.' };
    const theirs = new client.Counter({ ...counted, labelNames: ['route', 'state'], registers });
    const ours = metrics.add(new Counter(counted));
    theirs.inc(odd);
    theirs.inc(odd, 2);
    ours.add(odd);
    ours.add(odd, 2);

    const timed = { name: 'took_seconds', help: 'How long.' };
    const buckets = [0.1, 1];
    const theirTimes = new client.Histogram({ ...timed, labelNames: ['route'], buckets, registers });
    const ourTimes = metrics.add(new Histogram(timed, buckets));
    for (const value of [0.05, 0.1, 0.5, 7]) {
      theirTimes.observe({ route: '/a' }, value);
      ourTimes.observe({ route: '/a' }, value);
    }

    const looked = { name: 'depth', help: 'How deep.' };
    const theirDepth = new client.Gauge({ ...looked, registers });
    theirDepth.set(Infinity);
    metrics.add(new Gauge(looked, () => Promise.resolve([{ labels: {}, value: Infinity }])));

    expect(sorted(await metrics.text())).toStrictEqual(sorted(await registry.metrics()));
  });

  it('shows the others when one cannot be collected', async () => {
    const metrics = new Metrics();
    metrics.add(new Gauge({ name: 'broken', help: 'x' }, () => Promise.reject(new Error('no database'))));
    metrics.add(new Gauge({ name: 'whole', help: 'y' }, () => [{ labels: {}, value: 1 }]));
    expect(sorted(await metrics.text())).toStrictEqual([
      '# HELP broken x',
      '# HELP whole y',
      '# TYPE broken gauge',
      '# TYPE whole gauge',
      'whole 1',
    ]);
  });

  it('refuses a second metric of the same name', () => {
    const metrics = new Metrics();
    metrics.add(new Counter({ name: 'a', help: '' }));
    expect(() => metrics.add(new Counter({ name: 'a', help: '' }))).toThrow('Two metrics are called a.');
  });

  it('shows the process itself', async () => {
    const metrics = new Metrics();
    addProcessMetrics(metrics);
    const text = await metrics.text();
    const bytes = Number(/^process_resident_memory_bytes (\d+)$/m.exec(text)?.[1]);
    expect(bytes).toBeGreaterThan(10_000_000);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds\{of="p99"\} \d/m);
  });
});
