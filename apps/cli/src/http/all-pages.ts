/** The part of a list's answer that leads on. */
interface Page<Item> {
  readonly asOf: string | null;
  readonly validAt: string;
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** What is asked for beside what the list is of. */
interface Further {
  readonly limit: string;
  readonly asOf?: string | undefined;
  readonly validAt?: string;
  readonly cursor?: string;
}

const limit = '200';

/** Every item of a list that comes in pages, all of them as of the first page's pair: the ledger may grow meanwhile. */
export async function allPages<Item>(ask: (further: Further) => Promise<Page<Item>>): Promise<Item[]> {
  const { asOf, validAt, items, next } = await ask({ limit });
  const all = [...items];
  for (let cursor = next; cursor !== null;) {
    const page = await ask({ limit, asOf: asOf ?? undefined, validAt, cursor });
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}
