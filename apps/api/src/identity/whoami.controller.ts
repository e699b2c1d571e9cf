import { Controller, Get } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import { Caller, SignedIn } from './access.decorators';

@Controller('v1/whoami')
export class WhoamiController {
  @Get()
  @SignedIn()
  whoami(@Caller() identity: Identity): Identity {
    return identity;
  }
}
