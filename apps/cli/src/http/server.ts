import { usage } from '../cli-problem';

/** Where the server is: the flag, else MIZAN_URL, else this machine at MIZAN_PORT. @throws CliProblem usage */
export function serverUrl(flag: string | undefined, env: NodeJS.ProcessEnv): string {
  const text = flag ?? (env['MIZAN_URL'] || `http://127.0.0.1:${env['MIZAN_PORT'] || '8080'}`);
  if (URL.canParse(text) && /^https?:/.test(text)) return text.replace(/\/+$/, '');
  throw usage(`"${text}" is not the address of a server.`, 'Give one such as --url http://127.0.0.1:8080.');
}
