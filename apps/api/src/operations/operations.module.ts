import { Module, type OnModuleInit } from '@nestjs/common';
import { ApiMetrics } from '../telemetry/api-metrics';
import { OperationsController } from './operations.controller';
import { ProjectionsHealth } from './projection-health';
import { ProjectionsController } from './projections.controller';
import { StatusService } from './status.service';

@Module({
  controllers: [OperationsController, ProjectionsController],
  providers: [StatusService, ProjectionsHealth],
  exports: [ProjectionsHealth],
})
export class OperationsModule implements OnModuleInit {
  constructor(
    private readonly metrics: ApiMetrics,
    private readonly health: ProjectionsHealth,
  ) {}

  onModuleInit(): void {
    this.metrics.showProjections(() => this.health.look());
  }
}
