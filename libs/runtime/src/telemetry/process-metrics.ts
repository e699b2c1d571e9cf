import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type MetricWords } from './metric';
import type { Metrics } from './metrics';

const nanoseconds = 1e9;
const microseconds = 1e6;

/** What every process shows of itself, under the names that Prometheus' own client for Node gives. */
export function addProcessMetrics(metrics: Metrics): void {
  const value = (words: MetricWords, read: () => number, type: 'gauge' | 'counter' = 'gauge') =>
    metrics.add(new Gauge(words, () => [{ labels: {}, value: read() }], type));
  value(words('process_start_time_seconds', 'Start of the process, seconds since 1970.'), () => startedAt);
  value(
    words('process_cpu_seconds_total', 'Processor time, user and system, in seconds.'),
    processorSeconds,
    'counter',
  );
  value(words('process_resident_memory_bytes', 'Resident memory.'), () => process.memoryUsage.rss());
  value(
    words('nodejs_heap_size_used_bytes', 'JavaScript heap in use.'),
    () => process.memoryUsage().heapUsed,
  );
  value(words('nodejs_heap_size_total_bytes', 'JavaScript heap.'), () => process.memoryUsage().heapTotal);
  addEventLoopDelay(metrics);
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / microseconds;
}

const startedAt = Math.round(Date.now() / 1000 - process.uptime());

/** Of the time between two scrapes. */
function addEventLoopDelay(metrics: Metrics): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const name = 'nodejs_eventloop_lag_seconds';
  metrics.add(
    new Gauge(words(name, 'Delay of the event loop since the last scrape.'), () => {
      const read = { mean: delay.mean, p99: delay.percentile(99), max: delay.max };
      delay.reset();
      return Object.entries(read).map(([of, value]) => ({
        labels: { of },
        value: Number.isFinite(value) ? value / nanoseconds : 0,
      }));
    }),
  );
}

function words(name: string, help: string): MetricWords {
  return { name, help };
}
