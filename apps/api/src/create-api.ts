import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Settings, Tracing } from '@mizan/runtime';
import type { Logger } from 'pino';
import { apiLog } from './api-log';
import { AppModule } from './app.module';
import { drain } from './http/drain';
import { inTurn } from './http/in-turn';
import { bodies, entrance } from './http/pipeline';
import { ProblemFilter } from './http/problem.filter';
import { validationPipe } from './http/validation';
import { AuditLog } from './identity';
import { identityParts, type IdentityParts } from './identity/identity-parts';
import { mountIdentity } from './identity/mount-identity';
import { PublicOrigin } from './identity/public-origin';
import type { LedgerParts } from './ledger-access/ledger-parts';
import { openTo } from './limits/cors';
import { LimitedAdapter } from './limits/http-server';
import { nameRequest } from './limits/request-id';
import { trustProxy } from './limits/trust-proxy';
import { LiveReaders } from './live/live-readers';
import { nestLogger } from './nest-logger';
import { closeLedger, openLedger, type LedgerOverrides } from './open-ledger';
import { ApiMetrics } from './telemetry/api-metrics';
import { observeRequests } from './telemetry/observe-requests';
import { TRACING } from './telemetry/tokens';

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

/**
 * Starts the api on `settings.port` (0: a free one) and answers once it listens.
 * @throws SettingsProblem, and the system's error where the port is taken
 */
export async function createApi(settings: Settings, overrides: ApiOverrides = {}): Promise<Api> {
  const host = overrides.host ?? settings.host;
  const nodeEnv = overrides.nodeEnv ?? process.env['NODE_ENV'];
  const identity = await identityParts(settings, { host, nodeEnv });
  const parts = openLedger(settings, overrides);
  try {
    return await listen({ parts, identity, host }, overrides);
  } catch (error) {
    await closeLedger(parts, overrides);
    throw error;
  }
}

interface Start {
  readonly parts: LedgerParts;
  readonly identity: IdentityParts;
  readonly host: string;
}

async function listen({ parts, identity, host }: Start, overrides: ApiOverrides): Promise<Api> {
  const { app, startIdentity } = await assemble(parts, identity, overrides.log ?? apiLog(process.env));
  await app.listen(parts.settings.port, host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://${host}:${port}`;
  await startIdentity(url);
  const close = async () => {
    app.get(LiveReaders).stop();
    await drain(app.getHttpServer());
    await app.close();
    await closeLedger(parts, overrides);
  };
  return { url, port, app, close };
}

/** The application before it listens. */
async function assemble(
  parts: LedgerParts,
  identity: IdentityParts,
  log: Logger,
): Promise<{ app: NestExpressApplication; startIdentity: (address: string) => Promise<void> }> {
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.forRoot(parts, identity),
    new LimitedAdapter(),
    { bodyParser: false, logger: nestLogger(log), abortOnError: false },
  );
  const metrics = app.get(ApiMetrics);
  metrics.showReaders(() => app.get(LiveReaders).count);
  app.disable('x-powered-by');
  app.use(inTurn([nameRequest, observeRequests({ log, metrics, tracing: app.get<Tracing>(TRACING) })]));
  const { rateLimit, corsOrigins } = parts.settings;
  const { secure } = app.get(PublicOrigin);
  trustProxy(app, parts.settings.publicUrl);
  openTo(app, corsOrigins);
  app.use(inTurn(entrance({ rateLimit, secure })));
  const startIdentity = mountIdentity(app, parts.mechanism, identity);
  for (const handler of bodies()) app.use(handler);
  app.useGlobalFilters(new ProblemFilter(log, app.get(AuditLog)));
  app.useGlobalPipes(validationPipe());
  return { app, startIdentity };
}
