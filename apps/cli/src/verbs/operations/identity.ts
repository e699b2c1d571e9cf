import { noIdentity } from '../../cli-problem';
import { tokenFor } from '../../http/token';
import { facts } from '../../output/table';
import type { VerbSpec } from '../spec';

/** `mizan whoami` */
export const whoami: VerbSpec = {
  name: 'whoami',
  description: 'who is speaking, and for whom',
  kind: 'server',
  async run(context) {
    const who = await context.api.get<Record<string, string | null>>('/v1/whoami');
    return { json: who, text: () => facts(Object.entries(who)) };
  },
};

/** `mizan token` */
export const token: VerbSpec = {
  name: 'token',
  description: 'an access token of the embedded identity provider',
  kind: 'server',
  async run(context) {
    const persona = context.text('as');
    if (!persona) throw noIdentity('A token is for somebody.', 'Say --as PERSONA, such as --as tr.cochair.');
    const answer = await tokenFor(persona, context.url);
    return { json: answer, text: () => answer.access_token };
  },
};
