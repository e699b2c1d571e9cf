import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const lock = join(__dirname, '..', '..', 'scripts', 'setup', 'lock.mjs');

/** A process that holds the lock `name` from "got" until its standard input ends. */
function holder(name: string) {
  const program = `import { withLock } from ${JSON.stringify(lock)};
    await withLock(${JSON.stringify(name)}, () => console.log('waits'), async () => {
      console.log('got');
      await new Promise((resolve) => process.stdin.on('end', resolve).resume());
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text));
  return {
    child,
    says: async (line: string) => {
      while (!said.split('\n').includes(line)) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    ended: once(child, 'exit'),
  };
}

describe('the lock of install and build', () => {
  it('is held by one process at a time', async () => {
    const name = `spec-${String(process.pid)}-a`;
    const first = holder(name);
    await first.says('got');
    const second = holder(name);
    await second.says('waits');
    first.child.stdin.end();
    await second.says('got');
    second.child.stdin.end();
    await Promise.all([first.ended, second.ended]);
  });

  it('is free again when its holder was killed outright', async () => {
    const name = `spec-${String(process.pid)}-b`;
    const first = holder(name);
    await first.says('got');
    const second = holder(name);
    await second.says('waits');
    first.child.kill('SIGKILL');
    await second.says('got');
    second.child.stdin.end();
    expect((await second.ended)[0]).toBe(0);
  });
});

describe('scripts/run.mjs', () => {
  it('says which scripts there are', async () => {
    const child = spawn(process.execPath, [join(__dirname, '..', '..', 'scripts', 'run.mjs'), 'tset']);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
    expect((await once(child, 'close'))[0]).toBe(2);
    expect(err).toBe(
      'Say which script: node scripts/run.mjs start|build|test|lint|format|conformance|faults|bench|store-checks [arguments]\n',
    );
  });
});
