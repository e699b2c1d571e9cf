import { CliProblem } from '../cli-problem';
import type { KeptSignIn } from './kept-sign-ins';
import { atProvider } from './provider';

/** Takes back at the provider what new tokens can be had with. Answers what stands in the way, if anything does. */
export async function takenBack(signIn: KeptSignIn): Promise<string | null> {
  const { refreshToken } = signIn;
  if (refreshToken === null) return null;
  try {
    await atProvider(signIn, async ({ oidc, configuration }) => {
      if (configuration.serverMetadata().revocation_endpoint === undefined) return;
      await oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' });
    });
    return null;
  } catch (error) {
    if (error instanceof CliProblem) return error.body.detail;
    throw error;
  }
}
