require('../src/worker.ts');
