import { spawn } from 'node:child_process';

const running = new Set();

/** Ends every step that still runs: a half-done step must not outlive the person's patience. */
export function endChildren(signal = 'SIGTERM') {
  for (const child of running) child.kill(signal);
}

/**
 * Runs a program and gives {code, output}: what it wrote to both its streams, in order. A socket to be held by the
 * program as well goes in as `holding`.
 */
export function captured(program, args, { holding, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'pipe', 'pipe', ...(holding ? [holding._handle.fd] : [])];
    const child = spawn(program, args, { ...options, stdio });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 1, output: signal ? `${output}\nEnded by ${signal}.` : output });
    });
  });
}

/**
 * Runs a program in this process's place: same streams, its exit code is ours, its end is ours. It gets an IPC channel
 * whose loss tells it that we were killed outright.
 */
export function inOurPlace(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    running.add(child);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      running.delete(child);
      resolve(signal ? 128 + (signals[signal] ?? 15) : code);
    });
  });
}

const signals = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
