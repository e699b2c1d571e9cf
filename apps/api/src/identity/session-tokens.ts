import { Inject, Injectable } from '@nestjs/common';
import { personaOf, type Identity, type Mechanism } from '@mizan/access';
import { Problem } from '../http/problem';
import { MECHANISM } from '../ledger-access/tokens';
import type { IdentityKeys } from './identity-keys';
import { keySetOf, signToken, verifyToken, type TokenParts } from './tokens';

export const IDENTITY_KEYS = Symbol('IdentityKeys of the embedded provider');

/** Makes and checks the tokens of the embedded provider. */
@Injectable()
export class SessionTokens {
  private parts: TokenParts | null = null;

  constructor(
    @Inject(IDENTITY_KEYS) private readonly keys: IdentityKeys,
    @Inject(MECHANISM) private readonly mechanism: Mechanism,
  ) {}

  /** Called once the port, and with it the issuer, is known. */
  startAs(issuer: string): void {
    const { keys, mechanism } = this;
    this.parts = { issuer, keys, keySet: keySetOf(keys), mechanism };
  }

  /** A token for a session of this persona. @throws Problem 422 PERSONA_UNKNOWN */
  async issue(personaId: string): Promise<string> {
    if (personaOf(this.mechanism, personaId)) return signToken(personaId, this.started());
    throw new Problem({
      code: 'PERSONA_UNKNOWN',
      status: 422,
      detail: `This mechanism has no persona "${personaId.slice(0, 60)}".`,
      remedy: `Use one of ${this.mechanism.personas.map(({ id }) => id).join(', ')}.`,
    });
  }

  /** @throws Problem 401 */
  verify(token: string): Promise<Identity> {
    return verifyToken(token, this.started());
  }

  private started(): TokenParts {
    if (this.parts === null) throw starting();
    return this.parts;
  }
}

function starting(): Problem {
  return new Problem({
    code: 'STARTING',
    status: 503,
    detail: 'The api is still starting.',
    remedy: 'Ask again in a second.',
    retryAfterS: 1,
  });
}
