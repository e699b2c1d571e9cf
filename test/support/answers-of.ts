import type { ApiClient } from '../faults/api-client';

const lists = [
  'shares?limit=200',
  'strikes?limit=200',
  'incidents?limit=200',
  'review/scorecard',
  'review/overdue',
];

/** Cases that are read one by one; the board has them all. */
const casesRead = 50;

/**
 * What a meeting looks at, as it came over the wire, by persona and path: board, strikes, incidents, scorecard and
 * overdue cases as of each of these positions and instants; some cases and their replays as of the first of them.
 */
export async function answersOf(
  client: ApiClient,
  personas: readonly string[],
  pasts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const take = async (persona: string, path: string) => {
    const { status, text } = await client.answer(persona, path);
    // What may not be seen is a problem that names the request; that it may not is what counts.
    answers.set(`${persona} ${path}`, status === 200 ? text : String(status));
  };
  const cases = await referencesOf(client, pasts[0] ?? '0');
  for (const persona of personas) {
    for (const past of pasts) for (const list of lists) await take(persona, withPast(`/v1/${list}`, past));
    for (const reference of cases) {
      await take(persona, withPast(`/v1/shares/${reference}`, pasts[0] ?? '0'));
      await take(persona, withPast(`/v1/shares/${reference}/replay`, pasts[0] ?? '0'));
    }
  }
  return answers;
}

function withPast(path: string, past: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}asOf=${encodeURIComponent(past)}`;
}

async function referencesOf(client: ApiClient, asOf: string): Promise<readonly string[]> {
  const { items } = await client.read<{ items: readonly { reference: string }[] }>(
    'auditor',
    `/v1/shares?asOf=${asOf}&limit=200`,
  );
  return items.slice(0, casesRead).map(({ reference }) => reference);
}
