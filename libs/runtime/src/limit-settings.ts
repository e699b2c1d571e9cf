import { SettingsProblem } from './settings-problem';

/** What the api takes from one reader, and whose pages may ask it. */
export interface LimitSettings {
  /** Requests a minute of one identity; 0: as many as come. */
  readonly rateLimit: number;
  /** Origins whose scripts may ask the api in a browser. */
  readonly corsOrigins: readonly string[];
}

/** Nobody who works by hand comes near it. */
const generous = '6000';

/** @throws SettingsProblem */
export function limitsOf(env: NodeJS.ProcessEnv): LimitSettings {
  return {
    rateLimit: rateOf(env['MIZAN_RATE_LIMIT'] || generous),
    corsOrigins: (env['MIZAN_CORS_ORIGINS'] ?? '')
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== '')
      .map(originOf),
  };
}

function rateOf(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new SettingsProblem(
    `MIZAN_RATE_LIMIT is "${text}": it must be the requests that one identity may send in a minute, or 0 for no limit.`,
  );
}

/** A star would let every page that somebody opens read the ledger with what that page got hold of. */
function originOf(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text)
    return text;
  throw new SettingsProblem(
    `MIZAN_CORS_ORIGINS names "${text}": each must be an origin without a path, such as https://desk.example.`,
  );
}
