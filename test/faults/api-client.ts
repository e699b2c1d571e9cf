import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** What the api answers to a write. Decimal strings. */
export interface Acknowledged {
  readonly id: string;
  readonly position: string;
  readonly revision: string;
}

/** A write that got its answer. */
export interface Write extends Acknowledged {
  /** The Idempotency-Key. */
  readonly key: string;
  /** How often it had to be sent. */
  readonly attempts: number;
}

export interface Order {
  readonly persona: string;
  readonly path: string;
  readonly body?: object;
}

/** Milliseconds that one attempt may take, and all of them together. */
const attemptPatience = 10_000;
const totalPatience = 60_000;

/** Speaks to the api as a persona and does not give up: an order without an answer is sent again under its key. */
export class ApiClient {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly url: string) {}

  /** @throws when the api refuses the order, or when no attempt got an answer */
  async write({ persona, path, body = {} }: Order, key = randomUUID() as string): Promise<Write> {
    const giveUp = Date.now() + totalPatience;
    for (let attempts = 1; ; attempts++) {
      const answer = await this.attempt(persona, path, { key, body });
      if (answer) return { key, attempts, ...answer };
      if (Date.now() > giveUp) throw new Error(`${path} got no answer within ${totalPatience} ms.`);
      await pause(20 + Math.random() * 80);
    }
  }

  /** The body of a read. @throws unless it answers 200 */
  async read<T>(persona: string, path: string): Promise<T> {
    const { status, text } = await this.answer(persona, path);
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
    return JSON.parse(text) as T;
  }

  /** The answer to a read as it came over the wire. */
  async answer(persona: string, path: string): Promise<{ readonly status: number; readonly text: string }> {
    const authorization = `Bearer ${await this.token(persona)}`;
    const response = await fetch(this.url + path, { headers: { authorization } });
    return { status: response.status, text: await response.text() };
  }

  /** Null when the order may or may not have been stored, or was turned away for now. */
  private async attempt(
    persona: string,
    path: string,
    { key, body }: { readonly key: string; readonly body: object },
  ): Promise<Acknowledged | null> {
    const authorization = await this.token(persona);
    const sent = await fetch(this.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${authorization}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(attemptPatience),
    }).then(
      async (response) => ({ status: response.status, text: await response.text() }),
      () => null,
    );
    if (!sent || sent.status >= 500) return null;
    if (sent.status >= 300) throw new Error(`${path}: ${sent.status} ${sent.text}`);
    return JSON.parse(sent.text) as Acknowledged;
  }

  private token(persona: string): Promise<string> {
    const known = this.tokens.get(persona) ?? this.signIn(persona);
    this.tokens.set(persona, known);
    return known;
  }

  private async signIn(persona: string): Promise<string> {
    const giveUp = Date.now() + totalPatience;
    for (;;) {
      const token = await requestToken(this.url, persona).catch(() => null);
      if (token) return token;
      if (Date.now() > giveUp) throw new Error(`No token for ${persona} within ${totalPatience} ms.`);
      await pause(50);
    }
  }
}

async function requestToken(url: string, persona: string): Promise<string | null> {
  const response = await fetch(`${url}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: persona,
      client_secret: 'exercise-only',
      resource: 'urn:mizan:ledger',
    }),
  });
  if (!response.ok) return null;
  return ((await response.json()) as { access_token: string }).access_token;
}
