import type { KeptSignIn } from '../sign-in/kept-sign-ins';

/** A sign-in that lasts, and can be renewed nowhere. */
export const aSignIn: KeptSignIn = {
  issuer: 'http://127.0.0.1:1',
  clientId: 'mizan-cli',
  name: 'Officer of the test',
  accessToken: 'an-access-token',
  expiresAt: null,
  refreshToken: null,
  ask: { resource: 'urn:mizan:ledger' },
};
