import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawnNode, temporaryFolder, type NodeProcess } from '../../libs/store-node/test/node-process';
import { freePort } from '../faults/free-port';
import { buildMizan, mizan } from '../support/mizan-process';

jest.setTimeout(120_000);

const goesOn = 'Run again, the same copy goes on where it stopped.\n';
const correct = `Start it, or correct its connection string. ${goesOn}`;
const example = 'Give one such as esdb://127.0.0.1:2113?tls=false; a running node prints its own.\n';

describe('mizan store copy, where a store is not as it should be', () => {
  const folder = temporaryFolder();
  const file = (name: string) => join(folder.path, name);
  const running: NodeProcess[] = [];
  let source: NodeProcess;

  beforeAll(async () => {
    buildMizan();
    source = await spawnNode({ database: file('source.db') });
    await fill(source);
  });
  afterEach(async () => {
    for (const node of running.splice(0)) await stop(node);
  });
  afterAll(async () => {
    await stop(source);
    folder.remove();
  });

  /** Thirty events of 100 KB, each of a letter of its own. */
  async function fill({ connectionString }: NodeProcess): Promise<void> {
    const client = EventStoreDBClient.connectionString(connectionString);
    for (let n = 0; n < 30; n++)
      await client.appendToStream('a', binaryEvent({ type: 'A', data: Buffer.alloc(100_000, 65 + n) }));
    await client.dispose();
  }

  async function stop({ child, ended }: NodeProcess): Promise<void> {
    child.kill('SIGTERM');
    await ended;
  }

  async function target(name: string, before = ''): Promise<NodeProcess> {
    const node = await spawnNode({ database: file(name), before });
    running.push(node);
    return node;
  }

  const copy = (from: string, to: string) => mizan(['store', 'copy', from, to], {});
  const addressOf = ({ port }: NodeProcess) => `127.0.0.1:${String(port)}`;

  it('refuses a port that is none, of either store, as a mistake in what was typed', async () => {
    const none = 'esdb://127.0.0.1:abc?tls=false';
    const mistake = (side: string) => ({
      code: 2,
      out: '',
      err: `The connection string of the ${side} cannot be read: Unexpected "abc" at position 17, expected port number.\n${example}`,
    });
    expect(await copy(none, source.connectionString)).toEqual(mistake('source'));
    expect(await copy(source.connectionString, none)).toEqual(mistake('target'));
  });

  it('says which store nobody answers for', async () => {
    const nobody = `127.0.0.1:${String(await freePort())}`;
    expect(await copy(source.connectionString, `esdb://admin:changeit@${nobody}?tls=false`)).toEqual({
      code: 6,
      out: '',
      err: `The target, ${nobody}, does not answer: No connection established. Last error: Error: connect ECONNREFUSED ${nobody}.\n${correct}`,
    });
  });

  it('says where ?tls=false is missing, and nothing of Node and OpenSSL', async () => {
    const words = (side: string, address: string) =>
      `The ${side}, ${address}, does not answer: It answers without TLS, and its connection string asks for TLS: ?tls=false may be missing there.\n${correct}`;
    const [from, to] = [addressOf(source), addressOf(await target('tls.db'))];
    expect(await copy(`esdb://${from}`, `esdb://${to}?tls=false`)).toEqual({
      code: 6,
      out: '',
      err: words('source', from),
    });
    expect(await copy(`esdb://${from}?tls=false`, `esdb://${to}`)).toEqual({
      code: 6,
      out: '',
      err: words('target', to),
    });
  });

  it('gives the words of a target whose disk is full, and goes on when it has room', async () => {
    const full = await target('target.db', 'ulimit -f 1500;');
    expect(await copy(source.connectionString, full.connectionString)).toEqual({
      code: 1,
      out: '',
      err: `The target, ${addressOf(full)}, answered: The event store ${file('target.db')} could not be written or read: the disk is full, at its limit, or failing. Free some space and repeat the write; nothing of it was stored.\nMend that and run the same copy again: it goes on where it stopped.\n`,
    });
    for (const node of running.splice(0)) await stop(node);
    const roomy = await target('target.db');
    const { code, out } = await copy(source.connectionString, roomy.connectionString);
    expect([code, out]).toEqual([0, expect.stringMatching(/^Copied +30 events\n/)]);
  });

  it('says that a damaged source is damaged, and promises nothing', async () => {
    await stop(source);
    const bytes = readFileSync(file('source.db'));
    bytes.write('x', bytes.indexOf('DDDDDDDD') + 500);
    writeFileSync(file('source.db'), bytes);
    source = await spawnNode({ database: file('source.db') });
    const { code, out, err } = await copy(
      source.connectionString,
      (await target('other.db')).connectionString,
    );
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      new RegExp(
        `^The source, ${addressOf(source)}, is damaged: The event at position 16 .* has a checksum that does not fit\\..*\\nMend it first: until then a copy ends here each time\\.\\n$`,
      ),
    );
  });
});
