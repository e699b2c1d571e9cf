import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { dataFiles, type Settings } from '@mizan/runtime';
import type { Logger } from 'pino';
import { apiLog } from './api-log';
import { AppModule } from './app.module';
import { drain } from './http/drain';
import { bodies, entrance } from './http/pipeline';
import { ProblemFilter } from './http/problem.filter';
import { validationPipe } from './http/validation';
import { assertExerciseOnly } from './identity/exercise-only';
import { identityKeys, type IdentityKeys } from './identity/identity-keys';
import { mountProvider } from './identity/mount-provider';
import type { LedgerParts } from './ledger-access/ledger-parts';
import { nestLogger } from './nest-logger';
import { closeLedger, openLedger, type LedgerOverrides } from './open-ledger';

export interface ApiOverrides extends LedgerOverrides {
  readonly host?: string;
  readonly log?: Logger;
  /** Default: the process's own. */
  readonly nodeEnv?: string;
}

export interface Api {
  readonly url: string;
  readonly port: number;
  readonly app: NestExpressApplication;
  /** Stops listening, lets answers under way end, closes what was opened. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Starts the api on `settings.port` (0: a free one) and answers once it listens.
 * @throws SettingsProblem, and the system's error where the port is taken
 */
export async function createApi(settings: Settings, overrides: ApiOverrides = {}): Promise<Api> {
  const host = overrides.host ?? HOST;
  assertExerciseOnly(overrides.nodeEnv ?? process.env['NODE_ENV'], host);
  const keys = await identityKeys(dataFiles(settings.dataDir).identityKeys);
  const parts = openLedger(settings, overrides);
  try {
    return await listen({ parts, keys, host }, overrides);
  } catch (error) {
    await closeLedger(parts, overrides);
    throw error;
  }
}

interface Start {
  readonly parts: LedgerParts;
  readonly keys: IdentityKeys;
  readonly host: string;
}

async function listen({ parts, keys, host }: Start, overrides: ApiOverrides): Promise<Api> {
  const { app, startProvider } = await assemble(parts, keys, overrides.log ?? apiLog(process.env));
  await app.listen(parts.settings.port, host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://${host}:${port}`;
  startProvider(`${url}/oidc`);
  const close = async () => {
    await drain(app.getHttpServer());
    await app.close();
    await closeLedger(parts, overrides);
  };
  return { url, port, app, close };
}

/** The application before it listens. */
async function assemble(
  parts: LedgerParts,
  keys: IdentityKeys,
  log: Logger,
): Promise<{ app: NestExpressApplication; startProvider: (issuer: string) => void }> {
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.forRoot(parts, keys),
    new ExpressAdapter(),
    { bodyParser: false, logger: nestLogger(log), abortOnError: false },
  );
  for (const handler of entrance(log)) app.use(handler);
  const startProvider = mountProvider(app, parts.mechanism, keys);
  for (const handler of bodies()) app.use(handler);
  app.useGlobalFilters(new ProblemFilter(log));
  app.useGlobalPipes(validationPipe());
  return { app, startProvider };
}
