import { Module, type DynamicModule } from '@nestjs/common';
import { TERMINAL, type Terminal } from './terminal';
import { named } from './verbs/group';
import { importVerbs } from './verbs/ledger/import-incidents';
import { ledgerVerbs } from './verbs/ledger/ledger.verbs';
import { doctor } from './verbs/operations/doctor/doctor';
import { token, whoami } from './verbs/operations/identity';
import { login, logout } from './verbs/operations/sign-in';
import { projectionVerbs } from './verbs/operations/projection.verbs';
import { leanVerbs } from './verbs/lean-verbs';
import { replay } from './verbs/review/replay';
import { reviewVerbs } from './verbs/review/review.verbs';
import { shareVerbs } from './verbs/share/share.verbs';
import { storeVerbs } from './verbs/store/store.verbs';
import { strikeVerbs } from './verbs/strike/strike.verbs';
import { topVerb } from './verbs/verb';
import { watch } from './verbs/watch/watch';

/** Every verb of `mizan`, in the order of its help. */
const verbs = [
  ...shareVerbs,
  ...strikeVerbs,
  ...reviewVerbs,
  ...[replay, watch].map(alone),
  ...importVerbs,
  ...ledgerVerbs,
  ...projectionVerbs,
  ...storeVerbs,
  ...[login, logout, whoami, token, doctor, ...leanVerbs].map(alone),
];

function alone(spec: Parameters<typeof topVerb>[0]) {
  return named(topVerb(spec), spec.name);
}

@Module({})
export class CliModule {
  static of(terminal: Terminal): DynamicModule {
    return { module: CliModule, providers: [{ provide: TERMINAL, useValue: terminal }, ...verbs] };
  }
}
