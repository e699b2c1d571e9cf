import { join, resolve } from 'node:path';

export interface Settings {
  /** The one known port; loopback. */
  readonly port: number;
  /** Absolute path. */
  readonly dataDir: string;
  /** Connection string of the event store; for an embedded node the launcher fills it in. */
  readonly eventStore: string;
  /** True when the event store is Mizan's own node in the data folder. */
  readonly embedded: boolean;
  /** Whether an empty embedded ledger gets the demonstration. */
  readonly demo: boolean;
  /** Absolute path. */
  readonly mechanismFile: string;
}

/** A setting that cannot be used; the message says which, why, and what to write instead. */
export class SettingsProblem extends Error {
  override readonly name = 'SettingsProblem';
  readonly code = 'SETTINGS_UNUSABLE';
}

const defaultMechanism = 'deploy/mechanisms/doha-istanbul-2025.json';
const embeddedWord = 'embedded';

/**
 * Settings from the environment. `root` is the folder that relative defaults belong to.
 * @throws SettingsProblem
 */
export function readSettings(env: NodeJS.ProcessEnv, root = projectRoot()): Settings {
  const eventStore = env['MIZAN_EVENTSTORE'] || embeddedWord;
  return {
    port: portOf(env['MIZAN_PORT'] || '8080'),
    dataDir: resolve(env['MIZAN_DATA_DIR'] || '.mizan'),
    eventStore: connectionOf(eventStore),
    embedded: eventStore === embeddedWord || env['MIZAN_EMBEDDED'] === '1',
    demo: switchOf('MIZAN_DEMO', env['MIZAN_DEMO'] || '1'),
    mechanismFile: env['MIZAN_MECHANISM'] ? resolve(env['MIZAN_MECHANISM']) : join(root, defaultMechanism),
  };
}

/** The checkout's folder, seen from the sources as from the build. */
export function projectRoot(): string {
  const here = resolve(__dirname, '..', '..', '..');
  return here.endsWith('dist') ? resolve(here, '..') : here;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new SettingsProblem(
    `MIZAN_PORT is "${text}": it must be a port number from 0 to 65535, such as 8080.`,
  );
}

function switchOf(name: string, text: string): boolean {
  if (text === '0' || text === '1') return text === '1';
  throw new SettingsProblem(`${name} is "${text}": it must be 1 or 0.`);
}

function connectionOf(text: string): string {
  if (text === embeddedWord || /^(esdb|kurrentdb)(\+discover)?:\/\/\S+$/.test(text)) return text;
  throw new SettingsProblem(
    'MIZAN_EVENTSTORE must be "embedded" or a connection string such as esdb://127.0.0.1:2113?tls=false.',
  );
}
