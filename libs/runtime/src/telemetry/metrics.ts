import type { Labels, Metric, Sample } from './metric';

/** What a scrape of `metricsText` is, for the header Content-Type. */
export const METRICS_MEDIA_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Everything that one process shows to Prometheus, in its text format 0.0.4. */
export class Metrics {
  private readonly metrics: Metric[] = [];

  /** Adds a metric and answers it. @throws when the name is taken: two metrics would be read as one */
  add<M extends Metric>(metric: M): M {
    if (this.metrics.some(({ name }) => name === metric.name))
      throw new Error(`Two metrics are called ${metric.name}.`);
    this.metrics.push(metric);
    return metric;
  }

  async text(): Promise<string> {
    const parts = await Promise.all(this.metrics.map(textOf));
    return parts.join('\n');
  }
}

/** A metric that cannot be collected now leaves its samples out; the others must still be seen. */
async function textOf(metric: Metric): Promise<string> {
  const head = `# HELP ${metric.name} ${escaped(metric.help, false)}\n# TYPE ${metric.name} ${metric.type}\n`;
  try {
    const samples = [...(await metric.samples())];
    return head + samples.map((sample) => lineOf(metric.name, sample)).join('');
  } catch {
    return head;
  }
}

function lineOf(name: string, { suffix = '', labels, value }: Sample): string {
  return `${name}${suffix}${labelText(labels)} ${numberText(value)}\n`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value, true)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string, quotes: boolean): string {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return quotes ? plain.replaceAll('"', '\\"') : plain;
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}
