import { dataFiles, type OidcSettings, type Settings } from '@mizan/runtime';
import { assertExerciseOnly } from './embedded/exercise-only';
import { identityKeys, type IdentityKeys } from './embedded/identity-keys';

/** Who says who somebody is: the embedded provider of exercises, or a real one. */
export type IdentityParts =
  | { readonly kind: 'embedded'; readonly keys: IdentityKeys }
  | { readonly kind: 'provider'; readonly oidc: OidcSettings };

/**
 * What the settings ask for. Where no provider is named, this is an exercise and stays on this machine.
 * @throws SettingsProblem
 */
export async function identityParts(
  settings: Settings,
  { host, nodeEnv }: { readonly host: string; readonly nodeEnv: string | undefined },
): Promise<IdentityParts> {
  if (settings.oidc) return { kind: 'provider', oidc: settings.oidc };
  assertExerciseOnly(nodeEnv, host);
  return { kind: 'embedded', keys: await identityKeys(dataFiles(settings.dataDir).identityKeys) };
}
