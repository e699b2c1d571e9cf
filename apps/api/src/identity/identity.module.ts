import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthGuard } from './auth.guard';
import type { IdentityKeys } from './identity-keys';
import { IDENTITY_KEYS, SessionTokens } from './session-tokens';
import { WhoamiController } from './whoami.controller';

/** Global: who is speaking, and whether they may. */
@Module({})
export class IdentityModule {
  static forRoot(keys: IdentityKeys): DynamicModule {
    return {
      module: IdentityModule,
      global: true,
      controllers: [WhoamiController],
      providers: [
        { provide: IDENTITY_KEYS, useValue: keys },
        SessionTokens,
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
      exports: [SessionTokens],
    };
  }
}
