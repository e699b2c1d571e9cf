import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStoreNode, startStoreNodeInWorker } from '@mizan/store-node';
import { playAll, summary } from './conformance';
import { loadScenarios } from './transcript';

describe('the embedded node answers as EventStoreDB 24.6.0 did', () => {
  let node: RunningStoreNode;

  beforeAll(async () => {
    node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
  });

  afterAll(() => node.stop());

  it('in every recorded scenario', async () => {
    const results = await playAll(`127.0.0.1:${String(node.port)}`, { quietMs: 300 });
    process.stdout.write(`${summary(results)}\n`);
    expect(results.flatMap(({ scenario, wrong }) => wrong.map((line) => `${scenario}: ${line}`))).toEqual([]);
    expect(results.map((result) => result.scenario)).toEqual(loadScenarios().map((one) => one.scenario));
  }, 120_000);
});
