import { Module } from '@nestjs/common';
import { CaseAccess } from './case-access';
import { CaseBoard } from './case-board';
import { CaseDetails } from './case-details';
import { CaseReplay } from './case-replay';
import { Drafts } from './drafts';
import { ShareDesk } from './share-desk';
import { ShareStepsController } from './share-steps.controller';
import { ShareController, SharesController } from './shares.controller';

@Module({
  controllers: [SharesController, ShareController, ShareStepsController],
  providers: [CaseAccess, CaseBoard, CaseDetails, CaseReplay, Drafts, ShareDesk],
  exports: [CaseAccess, CaseBoard, CaseDetails, CaseReplay],
})
export class SharesModule {}
