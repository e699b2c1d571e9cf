import type { DatabaseSync } from 'node:sqlite';
import { isDamage } from '../storage/faults';

/** What SQLite's own check finds in an index's pages, in sentences that name the table or index. */
export function* indexDamage(db: DatabaseSync): Iterable<string> {
  const trees = treesOf(db);
  try {
    for (const { integrity_check: finding } of db.prepare('pragma main.integrity_check(100)').iterate())
      for (const line of String(finding).split('\n'))
        if (line !== 'ok' && !line.startsWith('***'))
          yield `In the index's pages: ${line.replace(/^Tree (\d+)/, (tree, root: string) => trees.get(Number(root)) ?? tree)}.`;
  } catch (error) {
    if (!isDamage(error)) throw error;
    yield "In the index's pages: the check could not go on behind what it found.";
  }
}

/** Tables and indexes by the page that they begin on, which is how SQLite's check calls them. */
function treesOf(db: DatabaseSync): ReadonlyMap<number, string> {
  const rows = db.prepare('select name, rootpage from sqlite_schema').all();
  return new Map(rows.map(({ name, rootpage }) => [Number(rootpage), String(name)]));
}
