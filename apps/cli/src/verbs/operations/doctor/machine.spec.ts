import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Projection } from '@mizan/api-client';
import { judgedProjections } from './judged-status';
import { memory, nodeVersion } from './machine';
import { packages } from './packages';

const root = mkdtempSync(join(tmpdir(), 'mizan-packages-'));
const codes = (found: readonly { readonly code: string; readonly mild?: true }[]) =>
  found.map(({ code, mild = false }) => [code, mild]);

describe('the doctor', () => {
  afterAll(() => rmSync(root, { recursive: true }));

  it('knows the Node that Mizan runs on', () => {
    expect(codes(nodeVersion('v24.21.0'))).toStrictEqual([]);
    expect(codes(nodeVersion('v20.20.0'))).toStrictEqual([['NODE_VERSION', false]]);
    expect(codes(nodeVersion('v240.1.0'))).toStrictEqual([['NODE_VERSION', false]]);
  });

  it('sees packages that are not those of the lockfile, where the set-up left its mark', () => {
    const lock = '{"packages": {}}';
    writeFileSync(join(root, 'package-lock.json'), lock);
    expect(codes(packages(root))).toStrictEqual([]);
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.mizan-lock'), createHash('sha256').update(lock).digest('hex'));
    expect(codes(packages(root))).toStrictEqual([]);
    writeFileSync(join(root, 'package-lock.json'), `${lock}\n`);
    expect(codes(packages(root))).toStrictEqual([['PACKAGES_STALE', false]]);
  });

  it('only notes memory, and a projection that is behind or leaves something out', () => {
    expect(codes(memory(400, 400))).toStrictEqual([]);
    expect(codes(memory(401, 400))).toStrictEqual([['MEMORY_HIGH', true]]);
    const event = {
      position: '7',
      eventId: 'e',
      eventType: 'ShareDelivered',
      error: 'x',
      fingerprint: 'f',
      version: 1,
      reason: 'r',
      skippedBy: 'operator',
      skippedAt: '2026-11-24T00:00:00.000Z',
      withdrawal: null,
    };
    const projection: Projection = {
      name: 'cases',
      version: 1,
      position: '1',
      state: 'running',
      failure: null,
      progress: null,
      lag: { events: 1000, more: true, seconds: 61 },
      skipped: [
        { ...event, inForce: true },
        { ...event, inForce: false },
      ],
    };
    const found = judgedProjections([projection]);
    expect(codes(found)).toStrictEqual([
      ['PROJECTION_BEHIND', true],
      ['EVENTS_SKIPPED', true],
    ]);
    expect(found.map(({ detail }) => detail)).toStrictEqual([
      'The projection cases is 1000 and more events and 61 s behind.',
      "The projection cases leaves out 1 event on an operator's word.",
    ]);
    expect(
      judgedProjections([{ ...projection, lag: { events: 1, more: false, seconds: 59 }, skipped: [] }]),
    ).toEqual([]);
  });
});
