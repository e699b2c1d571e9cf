import { Module } from '@nestjs/common';
import { AsOfPipe } from '../http/read';
import { ReviewModule } from '../review/review.module';
import { SharesModule } from '../shares/shares.module';
import { AssetsController } from './assets.controller';
import { BoardReader } from './board/board.reader';
import { CaseReader } from './case/case.reader';
import { PageFrames } from './page-frames';
import { PagesController } from './pages.controller';
import { ProviderController } from './sign-in/provider.controller';
import { SessionController } from './sign-in/session.controller';

@Module({
  imports: [ReviewModule, SharesModule],
  controllers: [PagesController, SessionController, ProviderController, AssetsController],
  providers: [AsOfPipe, BoardReader, CaseReader, PageFrames],
})
export class PagesModule {}
