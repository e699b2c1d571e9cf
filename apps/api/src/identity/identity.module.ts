import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Sessions } from '@mizan/read-models';
import { dataFiles } from '@mizan/runtime';
import type { LedgerParts } from '../ledger-access/ledger-parts';
import { AuditLog } from './audit/audit-log';
import { AuthGuard } from './auth.guard';
import { EmbeddedTokens } from './embedded/embedded-tokens';
import { Identification } from './identification';
import type { IdentityParts } from './identity-parts';
import { ProviderConnection } from './provider/provider-connection';
import { ProviderSignIn } from './provider/provider-sign-in';
import { ProviderTokens } from './provider/provider-tokens';
import { FLOW_COOKIE } from './provider/sign-in-flow';
import { PublicOrigin } from './public-origin';
import { BrowserSessions, SESSION_LIMITS } from './sessions/browser-sessions';
import { SecretCookie } from './sessions/secret-cookie';
import { SessionsController } from './sessions/sessions.controller';
import { SIGN_IN_WAY, type SignInWay } from './sign-in-ways';
import { SignInController } from './sign-in.controller';
import { ACCESS_TOKENS, type AccessTokens } from './tokens/access-tokens';
import { RememberedTokens } from './tokens/remembered-tokens';
import { WhoamiController } from './whoami.controller';

/** Global: who is speaking, and whether they may. */
@Module({})
export class IdentityModule {
  static forRoot(identity: IdentityParts, parts: LedgerParts): DynamicModule {
    return {
      module: IdentityModule,
      global: true,
      controllers: [WhoamiController, SignInController, SessionsController],
      providers: [...built(identity, parts), Identification, { provide: APP_GUARD, useClass: AuthGuard }],
      exports: [AuditLog, BrowserSessions, PublicOrigin, SIGN_IN_WAY, FLOW_COOKIE],
    };
  }
}

function built(
  identity: IdentityParts,
  { settings, clock, controlDatabase, mechanism }: LedgerParts,
): Provider[] {
  const origin = new PublicOrigin(settings.publicUrl);
  const audit = new AuditLog(settings.auditLog ?? dataFiles(settings.dataDir).audit, clock);
  const { tokens, way } = waysIn(identity, { mechanism, origin });
  const { secure } = origin;
  // People come back from another site: a strict cookie would not come along.
  const sameSite = identity.kind === 'embedded' ? 'strict' : 'lax';
  const cookie = new SecretCookie('mizan_session', { secure, sameSite });
  const sessions = new Sessions(controlDatabase, SESSION_LIMITS, clock);
  return [
    { provide: PublicOrigin, useValue: origin },
    { provide: AuditLog, useValue: audit },
    { provide: ACCESS_TOKENS, useValue: new RememberedTokens(tokens) },
    { provide: SIGN_IN_WAY, useValue: way },
    { provide: FLOW_COOKIE, useValue: new SecretCookie('mizan_sign_in', { secure, sameSite: 'lax' }) },
    { provide: BrowserSessions, useValue: new BrowserSessions(sessions, cookie, audit) },
  ];
}

type Known = Pick<LedgerParts, 'mechanism'> & { readonly origin: PublicOrigin };

/** For machines and for people. */
function waysIn(identity: IdentityParts, known: Known): { tokens: AccessTokens; way: SignInWay } {
  const { mechanism, origin } = known;
  if (identity.kind === 'embedded') {
    const personas = new EmbeddedTokens(identity.keys, mechanism, origin);
    return { tokens: personas, way: { kind: 'personas', personas } };
  }
  const { oidc } = identity;
  const connection = new ProviderConnection(oidc);
  return {
    tokens: new ProviderTokens(connection, oidc.audience, mechanism),
    way: { kind: 'provider', provider: new ProviderSignIn(connection, oidc, known) },
  };
}
