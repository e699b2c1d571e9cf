import { Controller, Get } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import { Caller, SignedIn } from './access.decorators';
import { Describe, Section } from '../openapi';
import { identityAnswer } from './identity.answers';

@Controller('v1/whoami')
@Section({ name: 'Identity', about: 'Who is asking.' })
export class WhoamiController {
  @Get()
  @SignedIn()
  @Describe({ id: 'whoami', summary: 'Who is asking, and for whom', answer: identityAnswer })
  whoami(@Caller() identity: Identity): Identity {
    return identity;
  }
}
