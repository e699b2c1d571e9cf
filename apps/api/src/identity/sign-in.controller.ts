import { Controller, Get, Inject } from '@nestjs/common';
import type { Settings } from '@mizan/runtime';
import { SETTINGS } from '../ledger-access/tokens';
import { Open } from './access.decorators';
import { LEDGER_RESOURCE } from './embedded/audience';
import { PROVIDER_PATH } from './embedded/embedded-tokens';
import { PublicOrigin } from './public-origin';
import { Describe, Section } from '../openapi';
import { signInAnswer, type SignInFacts } from './identity.answers';

@Controller('v1/sign-in')
@Section({ name: 'Identity', about: 'Who is asking.' })
export class SignInController {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly origin: PublicOrigin,
  ) {}

  @Get()
  @Open()
  @Describe({
    id: 'signIn',
    summary: 'What a program needs to get a token for this ledger',
    answer: signInAnswer,
  })
  signIn(): SignInFacts {
    const { oidc } = this.settings;
    if (!oidc) {
      const issuer = this.origin.address + PROVIDER_PATH;
      return { issuer, audience: LEDGER_RESOURCE, embedded: true, cliClientId: null };
    }
    const { issuer, audience, cliClientId } = oidc;
    return { issuer, audience, embedded: false, cliClientId };
  }
}
