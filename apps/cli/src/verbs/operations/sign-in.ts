import { refused } from '../../cli-problem';
import { Api } from '../../http/api';
import { signInFacts } from '../../http/sign-in-facts';
import { keptSignIns } from '../../sign-in/kept-sign-ins';
import { logIn } from '../../sign-in/log-in';
import { takenBack } from '../../sign-in/log-out';
import { urlOption } from '../common-options';
import type { Context } from '../context';
import type { VerbSpec } from '../spec';

/** `mizan login` */
export const login: VerbSpec = {
  name: 'login',
  description: 'sign in at the identity provider of a server, with a browser on this machine',
  kind: 'local',
  options: [
    { flags: '--port <port>', description: 'where on this machine the browser comes back to (default: any)' },
    urlOption,
  ],
  async run(context) {
    const { url, terminal } = context;
    const signIn = await logIn({
      ...(await clientOf(context)),
      port: context.count('port') ?? 0,
      show: (page) => terminal.err(`Open this page on this machine to sign in:\n\n  ${page}\n\n`),
    });
    // Whom this ledger does not know is not signed in.
    const who = await new Api(url, { token: signIn.accessToken }).call('whoami', {});
    keptSignIns(terminal.env).keep(url, { ...signIn, name: who.name });
    return { json: who, text: () => `Signed in at ${url}: ${who.name} (${who.role}).` };
  },
};

/** The client that people at the command line are, and for whom their tokens are to be. @throws CliProblem */
async function clientOf({ url, terminal }: Context) {
  const { issuer, audience, embedded, cliClientId } = await signInFacts(url);
  if (embedded)
    throw refused(
      'This server runs an exercise: nobody signs in there.',
      'Say with each command who is speaking, such as --as tr.cochair.',
    );
  if (!cliClientId)
    throw refused(
      'This server names no client with which people sign in at the command line.',
      'Whoever runs it registers one and sets MIZAN_OIDC_CLI_CLIENT_ID. Until then set MIZAN_TOKEN to a token from elsewhere.',
    );
  const scope = terminal.env['MIZAN_CLIENT_SCOPE'];
  return { issuer, clientId: cliClientId, ask: scope ? { scope } : { resource: audience } };
}

/** `mizan logout` */
export const logout: VerbSpec = {
  name: 'logout',
  description: 'forget who signed in at a server, and take it back at the provider',
  kind: 'local',
  options: [urlOption],
  async run({ url, terminal }) {
    const kept = keptSignIns(terminal.env);
    const signIn = kept.at(url);
    if (!signIn) return { json: { signedOut: null }, text: () => `Nobody is signed in at ${url}.` };
    kept.forget(url);
    const trouble = await takenBack(signIn);
    if (trouble) terminal.err(`Not taken back at the provider: ${trouble}\n`);
    return { json: { signedOut: signIn.name }, text: () => `Signed out at ${url}: ${signIn.name}.` };
  },
};
