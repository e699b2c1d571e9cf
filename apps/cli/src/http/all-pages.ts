import type { Api, Asked } from './api';

interface Page<Item> {
  readonly asOf: string | null;
  readonly validAt: string;
  readonly items: readonly Item[];
  readonly next: string | null;
}

const pageSize = '200';

/** Every item of a list that comes in pages, all of them as of the first page's pair: the ledger may grow meanwhile. */
export async function allPages<Item>(api: Api, path: string, { query }: Asked): Promise<Item[]> {
  const first = await api.get<Page<Item>>(path, { query: { ...query, limit: pageSize } });
  const items = [...first.items];
  const pair = { asOf: first.asOf ?? undefined, validAt: first.validAt, limit: pageSize };
  for (let cursor = first.next; cursor !== null;) {
    const page: Page<Item> = await api.get(path, { query: { ...query, ...pair, cursor } });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}
