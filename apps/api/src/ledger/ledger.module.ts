import { Module } from '@nestjs/common';
import { LedgerImport } from './ledger-import';
import { LedgerController } from './ledger.controller';

@Module({ controllers: [LedgerController], providers: [LedgerImport] })
export class LedgerModule {}
