require('./register-typescript.cjs');
require('../src/main.ts');
