const databases = ['SQLite', 'PostgreSQL'];

/** At the end of a run: how many tests passed on which database. Nothing where none was tested. */
class CountByDatabase {
  constructor() {
    this.passed = new Map(databases.map((name) => [name, 0]));
    this.failed = new Map(databases.map((name) => [name, 0]));
  }

  onTestResult({ context }, { numPassingTests, numFailingTests, testExecError }) {
    const name = context.config.displayName?.name;
    if (!this.passed.has(name)) return;
    this.passed.set(name, this.passed.get(name) + numPassingTests);
    this.failed.set(name, this.failed.get(name) + numFailingTests + (testExecError ? 1 : 0));
  }

  onRunComplete() {
    const counts = databases.filter((name) => this.passed.get(name) + this.failed.get(name) > 0);
    if (counts.length > 0) console.log(`\n${counts.map((name) => this.words(name)).join('; ')}.`);
  }

  words(name) {
    const failed = this.failed.get(name);
    return `On ${name}: ${this.passed.get(name)} tests passed${failed > 0 ? `, ${failed} failed` : ''}`;
  }
}

module.exports = CountByDatabase;
