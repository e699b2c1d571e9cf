import { tokenFor } from '../../http/token';
import { facts } from '../../output/table';
import type { VerbSpec } from '../spec';

/** `mizan whoami` */
export const whoami: VerbSpec = {
  name: 'whoami',
  description: 'who is speaking, and for whom',
  kind: 'server',
  async run(context) {
    const who = await context.api.call('whoami', {});
    return { json: who, text: () => facts(Object.entries(who)) };
  },
};

/** `mizan token` */
export const token: VerbSpec = {
  name: 'token',
  description: 'an access token for whoever is speaking',
  kind: 'server',
  async run(context) {
    const answer = await tokenFor(context.speaker, context.url);
    return { json: answer, text: () => answer.access_token };
  },
};
