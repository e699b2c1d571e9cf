import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awaitPort, freeOrAny } from './port';

describe('the one known port', () => {
  const holder = createServer();
  let port = 0;

  beforeAll(async () => {
    holder.listen(0, '127.0.0.1');
    await once(holder, 'listening');
    port = (holder.address() as AddressInfo).port;
  });

  afterAll(() => void holder.close());

  it('is refused in words while another program has it, after waiting for it', async () => {
    const said: string[] = [];
    await expect(awaitPort(port, (line) => said.push(line))).rejects.toThrow(
      `Port ${String(port)} is in use by another program, perhaps another Mizan. End that one, or say where else. Choose another one: MIZAN_PORT=`,
    );
    expect(said).toEqual([`Port ${String(port)} is in use; waiting a moment for it…`]);
  });

  it('of the store is the recorded one only where it is free', async () => {
    expect(await freeOrAny(port)).toBe(0);
    expect(await freeOrAny(null)).toBe(0);
  });

  it('is taken as soon as it is free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const soon = (other.address() as AddressInfo).port;
    setTimeout(() => other.close(), 300);
    await expect(awaitPort(soon, () => undefined)).resolves.toBeUndefined();
    expect(await freeOrAny(soon)).toBe(soon);
  });
});
