import { Module } from '@nestjs/common';
import { OperationsModule } from '../operations/operations.module';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';

@Module({ imports: [OperationsModule], controllers: [HealthController, MetricsController] })
export class HealthModule {}
