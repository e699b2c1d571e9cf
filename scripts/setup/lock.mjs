import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './places.mjs';

/**
 * Runs `work(socket)` while no other process of this checkout holds the lock `name`; says `waiting` once when it must
 * wait. The lock is a listening socket: the operating system frees it however its holders end, and a waiter hears of it.
 * A child that gets the socket among its streams holds it too, and so keeps the lock when we are killed before it.
 */
export async function withLock(name, waiting, work) {
  const address = addressOf(name);
  let server = await hold(address);
  if (!server) waiting();
  while (!server) {
    await holderToEnd(address);
    server = await hold(address);
  }
  try {
    return await work(server);
  } finally {
    server.release();
  }
}

/**
 * Linux has names without a file, freed with their process. Node 20 pads a short one with zeros and Node 24 does not,
 * so the name fills the whole field. Windows has pipes; elsewhere the name is a file whose holder is asked.
 */
function addressOf(name) {
  const id = `mizan-${createHash('sha256').update(`${root} ${name}`).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${id}`.padEnd(108, '.');
  return process.platform === 'win32' ? `\\\\.\\pipe\\${id}` : join(tmpdir(), `${id}.sock`);
}

function hold(address) {
  const waiters = new Set();
  const server = createServer((socket) => {
    waiters.add(socket);
    socket.on('error', () => undefined);
  });
  server.release = () => {
    server.close();
    for (const socket of waiters) socket.destroy();
  };
  return new Promise((resolve, reject) => {
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}

function holderToEnd(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('error', (error) => {
      if (error.code === 'ECONNREFUSED' && address.endsWith('.sock')) rmSync(address, { force: true });
      setTimeout(resolve, 50);
    });
    socket.once('close', resolve);
    socket.resume();
  });
}
