import { Module } from '@nestjs/common';
import { SharesModule } from '../shares/shares.module';
import { LiveReaders } from './live-readers';
import { LiveController } from './live.controller';
import { PageScriptController } from './page-script.controller';
import { StartingPoint } from './starting-point';

@Module({
  imports: [SharesModule],
  controllers: [LiveController, PageScriptController],
  providers: [LiveReaders, StartingPoint],
  exports: [LiveReaders],
})
export class LiveModule {}
