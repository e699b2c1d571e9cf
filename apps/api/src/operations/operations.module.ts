import { Module } from '@nestjs/common';
import { OperationsController } from './operations.controller';
import { StatusService } from './status.service';

@Module({ controllers: [OperationsController], providers: [StatusService] })
export class OperationsModule {}
