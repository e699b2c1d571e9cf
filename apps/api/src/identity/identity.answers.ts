import { ROLES, type Identity } from '@mizan/access';
import type { Session } from '@mizan/read-models';
import { answer, listOf, moment, oneFrom, orNull, part, text, told, truth, uuid } from '../openapi';

export const identityAnswer = answer<Identity>('Identity', {
  id: told(text, 'What the ledger records as the actor.', { examples: ['pk.sharer'] }),
  party: told(orNull(text), 'Whom it speaks for; null for offices of the mechanism.'),
  role: oneFrom(...ROLES),
  name: told(text, 'For people.', { examples: ['Liaison officer, Pakistan'] }),
});

/** What a program needs to get a token for this ledger. */
export interface SignInFacts {
  /** Issuer identifier: OpenID discovery starts from it. */
  readonly issuer: string;
  /** What a token must be for. */
  readonly audience: string;
  /** True for exercises: the provider is Mizan's own, and its clients are the personas. */
  readonly embedded: boolean;
  /** The public client with which people sign in at the command line; null where there is none. */
  readonly cliClientId: string | null;
}

export const signInAnswer = answer<SignInFacts>('SignIn', {
  issuer: told(text, 'OpenID discovery starts from it.', { examples: ['http://127.0.0.1:8080/oidc'] }),
  audience: told(text, 'What a token must be for.', { examples: ['urn:mizan:ledger'] }),
  embedded: told(truth, "For exercises: the provider is Mizan's own, its clients are the personas.", {
    examples: [true],
  }),
  cliClientId: told(
    orNull(text),
    'The public client of people at the command line; null where there is none.',
  ),
});

const session = answer<Session>('Session', {
  id: uuid,
  holder: part<Session['holder']>({
    id: told(text, 'The identity.', { examples: ['tr.cochair'] }),
    party: orNull(text),
    role: told(text, 'Its office.', { examples: ['co-chair'] }),
    name: told(text, 'For people.', { examples: ['Co-chair, Türkiye'] }),
  }),
  beganAt: moment,
  seenAt: told(moment, 'To within a minute.'),
  expiresAt: told(moment, 'When it ends however much it is used.'),
});

export const sessionsAnswer = answer<{ items: readonly Session[] }>('Sessions', { items: listOf(session) });
