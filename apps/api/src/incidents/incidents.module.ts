import { Module } from '@nestjs/common';
import { IncidentImport } from './incident-import';
import { IncidentsController } from './incidents.controller';

@Module({ controllers: [IncidentsController], providers: [IncidentImport] })
export class IncidentsModule {}
