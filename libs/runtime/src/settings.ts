import { join, resolve } from 'node:path';
import { limitsOf, type LimitSettings } from './limit-settings';
import { oidcOf, type OidcSettings } from './oidc-settings';
import { secretOf } from './secrets';
import { SettingsProblem } from './settings-problem';

export interface Settings extends LimitSettings {
  /** The address the api listens on; loopback unless told otherwise. */
  readonly host: string;
  /** The one known port. */
  readonly port: number;
  /** The origin under which people reach the api, such as `https://mizan.example`; null: its own address. */
  readonly publicUrl: string | null;
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
  /** Connection string of the database for the read models; null: SQLite in the data folder. */
  readonly postgresUrl: string | null;
  /** The provider that signs people and machines in; null: the embedded one, for exercises. */
  readonly oidc: OidcSettings | null;
  /** Where refusals are written, an absolute path or `-` for standard error; null: in the data folder. */
  readonly auditLog: string | null;
  /** Where traces go by OTLP over HTTP; null: nowhere. */
  readonly otlpEndpoint: string | null;
  /** Where the worker answers about its health and shows its metrics; null: nowhere. */
  readonly workerPort: number | null;
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
    host: env['MIZAN_HOST'] || '127.0.0.1',
    port: portOf(env['MIZAN_PORT'] || '8080'),
    publicUrl: env['MIZAN_PUBLIC_URL'] ? originOf(env['MIZAN_PUBLIC_URL']) : null,
    dataDir: resolve(env['MIZAN_DATA_DIR'] || '.mizan'),
    eventStore: connectionOf(eventStore),
    embedded: eventStore === embeddedWord || env['MIZAN_EMBEDDED'] === '1',
    demo: switchOf('MIZAN_DEMO', env['MIZAN_DEMO'] || '1'),
    mechanismFile: env['MIZAN_MECHANISM'] ? resolve(env['MIZAN_MECHANISM']) : join(root, defaultMechanism),
    postgresUrl: postgresOf(secretOf(env, 'MIZAN_POSTGRES_URL')),
    oidc: oidcOf(env),
    auditLog: auditLogOf(env['MIZAN_AUDIT_LOG']),
    otlpEndpoint: otlpEndpoint(env),
    workerPort: env['MIZAN_WORKER_PORT'] ? portOf(env['MIZAN_WORKER_PORT'], 'MIZAN_WORKER_PORT') : null,
    ...limitsOf(env),
  };
}

/** The checkout's folder, seen from the sources as from the build. */
export function projectRoot(): string {
  const here = resolve(__dirname, '..', '..', '..');
  return here.endsWith('dist') ? resolve(here, '..') : here;
}

function portOf(text: string, name = 'MIZAN_PORT'): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new SettingsProblem(`${name} is "${text}": it must be a port number from 0 to 65535, such as 8080.`);
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

/** The text itself is not repeated: it may hold a password. */
function postgresOf(text: string | null): string | null {
  if (text === null || /^postgres(ql)?:\/\/\S+$/.test(text)) return text;
  throw new SettingsProblem(
    'MIZAN_POSTGRES_URL must be a connection string such as postgresql://mizan@127.0.0.1:5432/mizan.',
  );
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash)
    return url.origin;
  throw new SettingsProblem(
    `MIZAN_PUBLIC_URL is "${text}": it must be an origin without a path, such as https://mizan.example.`,
  );
}

/** Where traces go; null: nowhere. @throws SettingsProblem */
export function otlpEndpoint(env: NodeJS.ProcessEnv): string | null {
  const text = env['MIZAN_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (!text) return null;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new SettingsProblem(
    `MIZAN_OTLP_ENDPOINT is "${text}": it must be the address of a collector, such as http://127.0.0.1:4318.`,
  );
}

function auditLogOf(text: string | undefined): string | null {
  if (!text) return null;
  return text === '-' ? text : resolve(text);
}
