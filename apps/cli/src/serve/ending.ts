import type { ChildName, Ending } from './child';

const names: Record<ChildName, string> = {
  store: 'The event store',
  worker: 'The worker',
  api: 'The api',
};

/** How a child ended, as a sentence. */
export function endingInWords(name: ChildName, ending: Ending): string {
  if (ending.signal) return `${names[name]} was ended by ${ending.signal}.`;
  const how = `${names[name]} ended with code ${String(ending.code)}`;
  const why = ending.lastWords.map(wordsOf).findLast((words) => words !== '');
  return why && ending.code !== 0 ? `${how}: ${why}` : `${how}.`;
}

/** What a line says: the message of a log line in JSON, else the line itself. */
export function wordsOf(line: string): string {
  try {
    const logged = JSON.parse(line) as { msg?: unknown } | null;
    return typeof logged?.msg === 'string' ? logged.msg : line.trim();
  } catch {
    return line.trim();
  }
}
