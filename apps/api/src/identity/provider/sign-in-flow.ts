/** What a browser keeps while its user is at the provider: proof that the answer is to its own question. */
export interface SignInFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The page to go on with: a path of this server. */
  readonly to: string;
}

/** Milliseconds in which somebody signs in at the provider. */
export const FLOW_LIFE = 10 * 60_000;

/** The SecretCookie that holds it. */
export const FLOW_COOKIE = Symbol('SecretCookie of a sign-in under way');

export function flowText(flow: SignInFlow): string {
  return Buffer.from(JSON.stringify(flow)).toString('base64url');
}

/** Null for anything that `flowText` did not make. */
export function flowFrom(text: string | null): SignInFlow | null {
  try {
    const flow = JSON.parse(Buffer.from(text ?? '', 'base64url').toString()) as Partial<SignInFlow> | null;
    const { state, nonce, verifier, to } = flow ?? {};
    const whole = [state, nonce, verifier, to].every((part) => typeof part === 'string' && part !== '');
    return whole ? ({ state, nonce, verifier, to: ownPath(to) } as SignInFlow) : null;
  } catch {
    return null;
  }
}

/** A path of this server; the first page for anything else, so that nobody is sent elsewhere after signing in. */
export function ownPath(to: unknown): string {
  if (typeof to !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(to) || to.includes('\\')) return '/';
  return to;
}
