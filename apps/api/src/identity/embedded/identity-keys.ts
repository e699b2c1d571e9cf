import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { SettingsProblem } from '@mizan/runtime';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

export const SIGNATURE = 'ES256';

export interface IdentityKeys {
  /** Private; with `kid`, `alg` and `use`. */
  readonly signing: JWK;
  readonly cookies: string;
}

/**
 * The provider's keys, made once and kept for this user alone, so that tokens outlive a restart.
 * @throws SettingsProblem when the file holds something else
 */
export async function identityKeys(file: string): Promise<IdentityKeys> {
  if (existsSync(file)) return readKeys(file);
  const keys = await newKeys();
  mkdirSync(dirname(file), { recursive: true });
  // Whole or not at all: a crash in between leaves the old state.
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, JSON.stringify(keys), { mode: 0o600 });
  renameSync(beside, file);
  return keys;
}

async function newKeys(): Promise<IdentityKeys> {
  const { privateKey } = await generateKeyPair(SIGNATURE, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    signing: { ...jwk, kid, alg: SIGNATURE, use: 'sig' },
    cookies: randomBytes(32).toString('base64url'),
  };
}

function readKeys(file: string): IdentityKeys {
  chmodSync(file, 0o600);
  const keys = parsed(file) as Partial<IdentityKeys> | null;
  if (
    typeof keys?.signing?.d === 'string' &&
    keys.signing.alg === SIGNATURE &&
    typeof keys.cookies === 'string'
  )
    return keys as IdentityKeys;
  throw new SettingsProblem(`${file} holds no keys of the identity provider. Delete it: new ones are made.`);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
