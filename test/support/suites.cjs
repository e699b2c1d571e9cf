/** Regular expressions of the specs whose subject stands on a database. */
module.exports = {
  /** Run on both. */
  onEither: [
    '/libs/read-models/src/(control|database|incidents|ledger|operations|share-board|feed|testing)/.*\\.spec\\.ts$',
    '/apps/worker/src/worker\\.spec\\.ts$',
    '/apps/worker/src/deadlines/.*\\.spec\\.ts$',
    '/test/e2e/(bad-input|incidents|ledger|live|operations|review|sessions|shares|sight|strikes)\\.e2e\\.spec\\.ts$',
  ],
  onlyOn: {
    /** What files and SQLite's own plans do, and what starts processes over a data folder. */
    SQLite: ['/libs/read-models/src/sqlite/.*\\.spec\\.ts$'],
    PostgreSQL: ['/libs/read-models/src/postgres/.*\\.spec\\.ts$', '/test/e2e/postgres\\.e2e\\.spec\\.ts$'],
  },
};
