/** The boundaries of the house. docs/adr/0001-the-house.md gives the reasons. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      from: { path: '^libs/domain/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/domain/src' },
    },
    {
      name: 'geo-is-pure',
      severity: 'error',
      from: { path: '^libs/geo/src', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/geo/src|node_modules/proj4' },
    },
    {
      name: 'kernel-knows-no-adapter',
      severity: 'error',
      from: { path: '^libs/es/src', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/(?!es/)|^apps|@nestjs|@eventstore|kysely' },
    },
    {
      name: 'one-importer-of-the-store-client',
      severity: 'error',
      from: { pathNot: '^libs/es-eventstoredb|\\.spec\\.ts$|^test' },
      to: { path: 'node_modules/@eventstore/db-client/dist' },
    },
    {
      name: 'generated-definitions-stay-with-the-store',
      severity: 'error',
      from: { pathNot: '^libs/(store-node|es-eventstoredb)|\\.spec\\.ts$|^test' },
      to: { path: 'node_modules/@eventstore/db-client/generated' },
    },
    {
      name: 'sql-stays-in-read-models',
      severity: 'error',
      from: { pathNot: '^libs/read-models|\\.spec\\.ts$|^test' },
      to: { path: 'node_modules/kysely' },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      from: { path: '^libs' },
      to: { path: '^apps' },
    },
    {
      name: 'apps-stand-alone',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'test-kit-only-in-tests',
      severity: 'error',
      from: { pathNot: '^libs/es-testing|\\.spec\\.ts$|^test' },
      to: { path: '^libs/es-testing' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
    tsPreCompilationDeps: true,
  },
};
