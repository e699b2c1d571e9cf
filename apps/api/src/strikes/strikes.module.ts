import { Module } from '@nestjs/common';
import { SharesModule } from '../shares/shares.module';
import { StrikeAccess } from './strike-access';
import { StrikeDesk } from './strike-desk';
import { StrikeController } from './strike.controller';
import { StrikesController } from './strikes.controller';

@Module({
  imports: [SharesModule],
  controllers: [StrikesController, StrikeController],
  providers: [StrikeAccess, StrikeDesk],
})
export class StrikesModule {}
