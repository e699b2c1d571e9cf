require('../../libs/store-node/dev/register-typescript.cjs');
require('./main.ts');
