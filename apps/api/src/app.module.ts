import { Module, type DynamicModule } from '@nestjs/common';
import { HealthModule } from './health/health.module';
import type { IdentityParts } from './identity/identity-parts';
import { IdentityModule } from './identity/identity.module';
import { IncidentsModule } from './incidents/incidents.module';
import { LedgerAccessModule } from './ledger-access/ledger-access.module';
import type { LedgerParts } from './ledger-access/ledger-parts';
import { LedgerModule } from './ledger/ledger.module';
import { LimitsModule } from './limits/limits.module';
import { LiveModule } from './live/live.module';
import { OpenApiModule } from './openapi/openapi.module';
import { OperationsModule } from './operations/operations.module';
import { PagesModule } from './pages/pages.module';
import { ReviewModule } from './review/review.module';
import { SharesModule } from './shares/shares.module';
import { StrikesModule } from './strikes/strikes.module';

const capabilities = [
  SharesModule,
  StrikesModule,
  ReviewModule,
  IncidentsModule,
  LiveModule,
  LedgerModule,
  OperationsModule,
  PagesModule,
  HealthModule,
  OpenApiModule,
];

@Module({})
export class AppModule {
  static forRoot(parts: LedgerParts, identity: IdentityParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LedgerAccessModule.forRoot(parts),
        IdentityModule.forRoot(identity, parts),
        LimitsModule.forRoot(parts.settings.rateLimit),
        ...capabilities,
      ],
    };
  }
}
