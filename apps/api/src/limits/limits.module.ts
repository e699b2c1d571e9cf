import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { HitCounter } from './hit-counter';
import { RateGuard } from './rate.guard';

const minute = 60_000;

/** To be imported after the module whose guard says who is asking. */
@Module({})
export class LimitsModule {
  /** `limit`: requests a minute of one identity; 0: no limit. */
  static forRoot(limit: number): DynamicModule {
    if (limit === 0) return { module: LimitsModule };
    const throttlers = [{ ttl: minute, limit }];
    const throttler = ThrottlerModule.forRoot({ throttlers, storage: new HitCounter(), setHeaders: false });
    return {
      module: LimitsModule,
      imports: [throttler],
      providers: [{ provide: APP_GUARD, useClass: RateGuard }],
    };
  }
}
