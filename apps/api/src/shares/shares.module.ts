import { Module } from '@nestjs/common';
import { CaseAccess } from './case-access';
import { CaseBoard } from './case-board';
import { CaseReplay } from './case-replay';
import { Drafts } from './drafts';
import { ShareDesk } from './share-desk';
import { ShareStepsController } from './share-steps.controller';
import { ShareController, SharesController } from './shares.controller';

@Module({
  controllers: [SharesController, ShareController, ShareStepsController],
  providers: [CaseAccess, CaseBoard, CaseReplay, Drafts, ShareDesk],
  exports: [CaseAccess, CaseBoard, CaseReplay],
})
export class SharesModule {}
