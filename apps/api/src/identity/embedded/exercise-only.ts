import { SettingsProblem } from '@mizan/runtime';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * The embedded identity provider knows every secret by heart: it is for exercises on one machine.
 * @throws SettingsProblem
 */
export function assertExerciseOnly(nodeEnv: string | undefined, host: string): void {
  if (nodeEnv === 'production') {
    throw new SettingsProblem(
      'The embedded identity provider signs in anyone who names a persona, so it refuses NODE_ENV=production. Unset NODE_ENV to run an exercise.',
    );
  }
  if (!LOOPBACK.includes(host)) {
    throw new SettingsProblem(
      `The embedded identity provider signs in anyone who names a persona, so it listens on 127.0.0.1 only, not on ${host}.`,
    );
  }
}
