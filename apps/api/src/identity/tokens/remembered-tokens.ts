import type { Identity } from '@mizan/access';
import { decodeJwt } from 'jose';
import type { AccessTokens } from './access-tokens';

/** How long a checked token is taken at its word: a key that is withdrawn counts no longer than this, in milliseconds. */
const MEMORY_MS = 30_000;
const CAPACITY = 1_000;

interface Remembered {
  readonly identity: Identity;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** Checks a token's signature once in a while instead of with every request; checking costs more than most requests. */
export class RememberedTokens implements AccessTokens {
  private readonly known = new Map<string, Remembered>();

  constructor(
    private readonly tokens: AccessTokens,
    private readonly now: () => number = Date.now,
  ) {}

  async verify(token: string): Promise<Identity> {
    const remembered = this.known.get(token);
    if (remembered && this.now() < remembered.until) return remembered.identity;
    this.known.delete(token);
    const identity = await this.tokens.verify(token);
    this.remember(token, identity);
    return identity;
  }

  private remember(token: string, identity: Identity): void {
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size >= CAPACITY) this.known.delete(oldest);
    const expires = (decodeJwt(token).exp ?? 0) * 1_000;
    this.known.set(token, { identity, until: Math.min(expires, this.now() + MEMORY_MS) });
  }
}
