import { CliProblem, notIdentified } from '../cli-problem';
import { EXIT } from '../exit-code';
import type { Token } from '../http/speaker';
import type { KeptSignIn, KeptSignIns } from './kept-sign-ins';
import { keptOf } from './log-in';
import { atProvider } from './provider';

/** Milliseconds before its end from which a token is not used any more. */
const margin = 10_000;

/** The token of whoever signed in at this server; a new one where it ends. @throws CliProblem identity, unreachable */
export async function keptToken(kept: KeptSignIns, url: string): Promise<Token> {
  const signIn = kept.at(url);
  if (!signIn) throw notIdentified('SIGN_IN_MISSING', `Nobody is signed in at ${url}.`, 'Say mizan login.');
  if (!ended(signIn)) return tokenOf(signIn);
  const fresh = await renewed(kept, url, signIn);
  return tokenOf(fresh);
}

function ended({ expiresAt }: KeptSignIn): boolean {
  return expiresAt !== null && Date.parse(expiresAt) - Date.now() < margin;
}

function tokenOf({ accessToken, expiresAt }: KeptSignIn): Token {
  const left = expiresAt === null ? {} : { expires_in: secondsTo(expiresAt) };
  return { access_token: accessToken, token_type: 'Bearer', ...left };
}

function secondsTo(instant: string): number {
  return Math.max(0, Math.floor((Date.parse(instant) - Date.now()) / 1000));
}

async function renewed(kept: KeptSignIns, url: string, signIn: KeptSignIn): Promise<KeptSignIn> {
  const { refreshToken, ask } = signIn;
  if (refreshToken === null) throw expired(url, signIn);
  try {
    const tokens = await atProvider(signIn, ({ oidc, configuration }) =>
      oidc.refreshTokenGrant(
        configuration,
        refreshToken,
        ask['resource'] ? { resource: ask['resource'] } : {},
      ),
    );
    const fresh = keptOf(tokens);
    const whole = { ...signIn, ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
    kept.keep(url, whole);
    return whole;
  } catch (error) {
    if (!(error instanceof CliProblem) || error.exitCode !== EXIT.identity) throw error;
    // Another command may have renewed it meanwhile: a refresh token is often good once.
    const now = kept.at(url);
    if (now && !ended(now)) return now;
    throw expired(url, signIn);
  }
}

function expired(url: string, { name }: KeptSignIn): CliProblem {
  return notIdentified(
    'SIGN_IN_EXPIRED',
    `The sign-in of ${name} at ${url} has expired.`,
    'Say mizan login.',
  );
}
