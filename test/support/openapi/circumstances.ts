import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Control } from '@mizan/read-models';
import { CONTROL } from '../../../apps/api/src/ledger-access/tokens';
import { Spool } from '../../../apps/api/src/ledger/spool';
import { LiveReaders } from '../../../apps/api/src/live/live-readers';
import type { ProblemCode } from '../../../apps/api/src/openapi/problems/catalogue';
import { IDLE_MS, LedgerBusy } from '../../../apps/api/src/ledger-access/ledger-busy';
import { exampleShare } from '../example-share';
import type { Came } from './described-api';
import { exported, sent, type Attempt, type Provocation } from './provocations';
import { personaOf } from './requests';
import { newKey } from './stage';
import { STOPPED, stopProjection } from './stopped';

/** Errors that are about what else happens at the time. */
export const circumstances: Partial<Record<ProblemCode, Provocation>> = {
  LEDGER_BUSY: async (attempt) => {
    const control = attempt.stage.api.app.get<Control>(CONTROL);
    await control.setImport(true);
    // What was found idle a moment ago is looked at again.
    attempt.stage.api.app.get<{ idleUntil: number }>(LedgerBusy).idleUntil = 0;
    try {
      return await sent(attempt);
    } finally {
      await control.setImport(false);
    }
  },
  IDEMPOTENCY_KEY_REUSED: async (attempt) => {
    const headers = newKey();
    const strikes = attempt.error.place.path.startsWith('/v1/strikes');
    const id = await recorded(attempt, strikes ? '/v1/strikes' : '/v1/shares', headers);
    const fresh = attempt.error.place.path.includes('{');
    return fresh ? sent(attempt, { id, headers }) : sent(attempt, { headers, body: otherBody(strikes) });
  },
  PROJECTION_STOPPED_ELSEWHERE: async (attempt) => {
    await stopProjection(attempt.stage);
    return sent(attempt, { id: STOPPED, body: { event: randomUUID(), reason: 'Another.' } });
  },
  IMPORT_RUNNING: async (attempt) => {
    const slow = await slowUpload(attempt);
    try {
      return await sent(attempt);
    } finally {
      slow.destroy();
      await pause(IDLE_MS);
    }
  },
  LEDGER_NOT_EMPTY: async (attempt) => sent(attempt, { body: await exported(attempt.stage) }),
  LEDGER_FILE_UNUSABLE: (attempt) => sent(attempt, { body: '{}\n' }),
  FOREIGN_FILE: (attempt) => sent(attempt, { body: 'a,b\n1,2\n' }),
  DISK_FULL: spooling('ENOSPC'),
  DATABASE_FAILED: spooling('EACCES'),
  LIVE_FULL: async (attempt) => {
    const readers = attempt.stage.api.app.get<{ waiting: number }>(LiveReaders);
    readers.waiting += 1_000;
    try {
      return await sent(attempt);
    } finally {
      readers.waiting -= 1_000;
    }
  },
  SERVER_STOPPING: async (attempt) => {
    const readers = attempt.stage.api.app.get<{ stopping: boolean }>(LiveReaders);
    readers.stopping = true;
    try {
      return await sent(attempt);
    } finally {
      readers.stopping = false;
    }
  },
};

function otherBody(strikes: boolean): object {
  return strikes ? { kind: 'notified', statement: 'Another.' } : exampleShare({ kind: 'cache' });
}

/** A record that was made under this key. */
async function recorded({ stage }: Attempt, path: string, key: Record<string, string>): Promise<string> {
  const headers = { ...(await stage.bearer('pk.sharer')), ...key, 'content-type': 'application/json' };
  const body = path === '/v1/shares' ? exampleShare() : { kind: 'notified' };
  const came = await stage.send({ method: 'post', path, headers, body: JSON.stringify(body) });
  const { id } = JSON.parse(came.text) as { id: string };
  if (path === '/v1/shares') await release(stage, id);
  return id;
}

async function release(stage: Attempt['stage'], id: string): Promise<void> {
  const headers = { ...(await stage.bearer('pk.approver')), ...newKey() };
  await stage.send({ method: 'post', path: `/v1/shares/${id}/approval`, headers });
}

/** Fails as the operating system does when a file is to be received. */
function spooling(code: 'ENOSPC' | 'EACCES'): Provocation {
  return async (attempt): Promise<Came> => {
    const receive = Spool.receive.bind(Spool);
    const words = code === 'ENOSPC' ? 'no space left on device' : 'permission denied';
    Spool.receive = () =>
      Promise.reject(Object.assign(new Error(`${code}: ${words}, write`), { code, syscall: 'write' }));
    try {
      return await sent(attempt);
    } finally {
      Spool.receive = receive;
    }
  };
}

/** An upload that has begun and does not end. */
async function slowUpload({ stage, error }: Attempt) {
  const { authorization = '' } = await stage.bearer(personaOf(error.place.operation) ?? '');
  const upload = httpRequest(stage.api.url + error.place.path, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-ndjson' },
  });
  upload.on('error', () => undefined);
  upload.write('{"stream":');
  await once(upload, 'socket');
  await pause(IDLE_MS);
  return upload;
}
