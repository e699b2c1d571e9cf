import { readFileSync } from 'node:fs';
import { types } from 'node:util';
import { SettingsProblem } from './settings-problem';

/**
 * A secret from the environment: `NAME` holds it, or `NAME_FILE` names a file that does, as container engines and
 * systemd hand secrets over. One line break at the end of the file is not part of it. Null when neither is set.
 * @throws SettingsProblem when both are set, or the file cannot be read or is empty
 */
export function secretOf(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = env[name] || null;
  const file = env[`${name}_FILE`];
  if (!file) return value;
  if (value !== null) throw new SettingsProblem(`${name} and ${name}_FILE are both set: keep one of them.`);
  return contentOf(file, name);
}

function contentOf(file: string, name: string): string {
  let content: string;
  try {
    content = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const reason = types.isNativeError(error) && 'code' in error ? String(error.code) : 'unknown reason';
    throw new SettingsProblem(`${name}_FILE names ${file}, which cannot be read (${reason}).`);
  }
  if (content === '') throw new SettingsProblem(`${name}_FILE names ${file}, which is empty.`);
  return content;
}
