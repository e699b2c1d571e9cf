import { Module, type DynamicModule } from '@nestjs/common';
import { WORKER_PARTS, type WorkerParts } from './tokens';
import { Worker } from './worker';

/** The worker listens and speaks, but has no door: one service, without a server. */
@Module({})
export class WorkerModule {
  static of(parts: WorkerParts): DynamicModule {
    return {
      module: WorkerModule,
      providers: [{ provide: WORKER_PARTS, useValue: parts }, Worker],
    };
  }
}
