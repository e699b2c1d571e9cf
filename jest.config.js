const base = {
  rootDir: __dirname,
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test', '<rootDir>/scripts'],
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: { '^@mizan/(.*)$': '<rootDir>/libs/$1/src' },
  cacheDirectory: '<rootDir>/.cache/jest',
};

const { onlyOn, onEither } = require('./test/support/suites.cjs');

/**
 * Unit specs live beside their code; end-to-end, contract and architecture tests live in test/. What stands on a
 * database runs on SQLite and again on a real PostgreSQL; test/support/suites.cjs says what that is.
 */
module.exports = {
  maxWorkers: 2,
  // Milliseconds in which a process of the runner ends: to give back a large heap takes long on a busy machine.
  workerGracefulExitTimeout: 15_000,
  reporters: ['default', '<rootDir>/test/support/count-by-database.cjs'],
  projects: [
    {
      ...base,
      displayName: 'code',
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...onEither, ...onlyOn.SQLite, ...onlyOn.PostgreSQL],
    },
    { ...base, displayName: 'SQLite', testRegex: [...onEither, ...onlyOn.SQLite] },
    {
      ...base,
      displayName: 'PostgreSQL',
      testRegex: [...onEither, ...onlyOn.PostgreSQL],
      globalSetup: '<rootDir>/test/support/postgres/set-up.ts',
      globalTeardown: '<rootDir>/test/support/postgres/tear-down.ts',
      setupFiles: ['<rootDir>/test/support/postgres/choose.cjs'],
    },
  ],
};
