import { Controller, Get, Inject } from '@nestjs/common';
import type { Settings } from '@mizan/runtime';
import { SETTINGS } from '../ledger-access/tokens';
import { Open } from './access.decorators';
import { LEDGER_RESOURCE } from './embedded/audience';
import { PROVIDER_PATH } from './embedded/embedded-tokens';
import { PublicOrigin } from './public-origin';

/** What a program needs to get a token for this ledger. */
export interface SignInFacts {
  /** Issuer identifier: OpenID discovery starts from it. */
  readonly issuer: string;
  /** What a token must be for. */
  readonly audience: string;
  /** True for exercises: the provider is Mizan's own, and its clients are the personas. */
  readonly embedded: boolean;
}

@Controller('v1/sign-in')
export class SignInController {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly origin: PublicOrigin,
  ) {}

  @Get()
  @Open()
  signIn(): SignInFacts {
    const { oidc } = this.settings;
    if (oidc) return { issuer: oidc.issuer, audience: oidc.audience, embedded: false };
    return { issuer: this.origin.address + PROVIDER_PATH, audience: LEDGER_RESOURCE, embedded: true };
  }
}
