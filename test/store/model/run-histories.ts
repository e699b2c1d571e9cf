import type { StepCall } from '../../conformance/transcript';
import { Clock } from './clock';
import { answered, compare, generate, type Subject } from './history';
import type { Entry } from './model-log';
import { beginningOfNode, NodeSubject } from './node-subject';
import { shrink } from './shrink';

export interface HistoriesReport {
  histories: number;
  /** Calls by kind; the writes made while a subscription listened are counted as `live`. */
  readonly calls: Record<string, number>;
  failure?: string;
}

/** Plays histories with the seeds `seed`, `seed + 1`, … and stops at the first that differs, made as short as possible. */
export async function runHistories(options: { seed: number; histories: number }): Promise<HistoriesReport> {
  const clock = new Clock();
  const subject = new NodeSubject(clock);
  const report: HistoriesReport = { histories: 0, calls: {} };
  try {
    const beginning = await beginningOfNode();
    for (let seed = options.seed; seed < options.seed + options.histories; seed++) {
      const calls = generate(seed, beginning);
      const found = await compare(answered(calls, beginning), subject);
      count(calls, report);
      if (found.length === 0) continue;
      return { ...report, failure: await explain({ seed, calls, found }, { beginning, subject }) };
    }
    return report;
  } finally {
    clock.restore();
  }
}

function count(calls: readonly StepCall[], report: HistoriesReport): void {
  report.histories++;
  const add = (kind: string, times = 1): void =>
    void (report.calls[kind] = (report.calls[kind] ?? 0) + times);
  for (const step of calls) {
    const isSubscription = step.call === 'read' && step.request.subscribe === true;
    add(isSubscription ? 'subscribe' : step.call);
    if (step.call === 'read') add('live', step.request.thenCall?.length ?? 0);
  }
}

async function explain(
  { seed, calls, found }: { seed: number; calls: readonly StepCall[]; found: readonly string[] },
  { beginning, subject }: { beginning: readonly Entry[]; subject: Subject },
): Promise<string> {
  const outcome = async (fewer: readonly StepCall[]): Promise<string[]> => {
    try {
      return await compare(answered(fewer, beginning), subject);
    } catch {
      // It names a position that no call before it gives any more: no history.
      return [];
    }
  };
  const shortest = await shrink(calls, async (fewer) => (await outcome(fewer)).length > 0);
  const again = await outcome(shortest);
  return [
    `seed ${String(seed)}: ${String(calls.length)} calls, ${String(shortest.length)} of them are enough:`,
    ...shortest.map((step, index) => `  ${String(index + 1)} ${JSON.stringify(step)}`),
    ...(again.length > 0 ? again : ['not every time:', ...found]),
  ].join('\n');
}

/** One line for people. */
export function historiesInWords({ histories, calls }: HistoriesReport, seed: number): string {
  const kinds = Object.entries(calls).map(([kind, times]) => `${String(times)} ${kind}`);
  return `model: ${String(histories)} random histories from seed ${String(seed)} answered as the model does (${kinds.join(', ')})`;
}
