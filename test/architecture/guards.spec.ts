import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { DiscoveryModule, DiscoveryService, MetadataScanner, NestFactory } from '@nestjs/core';
import { EventCodec } from '@mizan/es';
import { readSettings } from '@mizan/runtime';
import { AppModule } from '../../apps/api/src/app.module';
import { ACCESS } from '../../apps/api/src/identity/access.decorators';
import { identityParts } from '../../apps/api/src/identity/identity-parts';
import { closeLedger, openLedger } from '../../apps/api/src/open-ledger';

interface Route {
  readonly name: string;
  readonly guarded: boolean;
}

type Handler = (...args: never[]) => unknown;

/** Every route of an application, and whether somebody said who may use it. */
function routesOf(discovery: DiscoveryService): Route[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype, instance }) => {
    const prototype = Object.getPrototypeOf(instance as object) as Record<string, Handler>;
    return scanner
      .getAllMethodNames(prototype)
      .map((method) => ({ method, handler: prototype[method] as Handler }))
      .filter(({ handler }) => Reflect.hasMetadata(PATH_METADATA, handler))
      .map(({ method, handler }) => ({
        name: `${RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]} ${metatype?.name}.${method}`,
        guarded: [handler, metatype as object].some((target) => Reflect.hasMetadata(ACCESS, target)),
      }));
  });
}

@Module({})
class Probe {}

describe('guards', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mizan-guards-'));
  const settings = { ...readSettings({}), dataDir, eventStore: 'esdb://127.0.0.1:1?tls=false' };
  const parts = openLedger(settings, { codec: new EventCodec([]) });
  let routes: Route[] = [];
  let close: () => Promise<void>;

  beforeAll(async () => {
    const identity = await identityParts(settings, { host: '127.0.0.1', nodeEnv: 'test' });
    const root = { module: Probe, imports: [DiscoveryModule, AppModule.forRoot(parts, identity)] };
    const app = await NestFactory.createApplicationContext(root, { logger: false });
    routes = routesOf(app.get(DiscoveryService));
    close = () => app.close();
  });

  afterAll(async () => {
    await close();
    await closeLedger(parts);
    rmSync(dataDir, { recursive: true });
  });

  it('stand before every route', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(routes.filter(({ guarded }) => !guarded).map(({ name }) => name)).toEqual([]);
  });

  it('are missed where they are missing', async () => {
    @Controller()
    class Forgotten {
      @Get('forgotten')
      open(): string {
        return 'for all';
      }
    }
    @Module({ imports: [DiscoveryModule], controllers: [Forgotten] })
    class Careless {}
    const app = await NestFactory.createApplicationContext(Careless, { logger: false });
    expect(routesOf(app.get(DiscoveryService))).toEqual([{ name: 'GET Forgotten.open', guarded: false }]);
    await app.close();
  });
});
