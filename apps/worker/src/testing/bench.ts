import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandHandler, systemClock, type Clock, type EventCodec, type EventStore } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { shareDecider, shareStream, type Actor, type ShareCommand } from '@mizan/domain';
import { parsePlace } from '@mizan/geo';
import { migrate, openReadDatabase, type ReadDatabase } from '@mizan/read-models';
import { databases, ledgerCodec } from '@mizan/runtime';
import { startStoreNodeInWorker, type RunningStoreNode } from '@mizan/store-node';
import { createDatabase, dropDatabase, onPostgres } from '../../../../test/support/postgres/databases';
import type { Log } from '../log';

/** For specs: the real embedded node, the real adapter, and a real read database in a folder of their own. */
export class Bench {
  readonly codec: EventCodec = ledgerCodec();
  readonly said: string[] = [];
  readonly log: Log;

  private constructor(
    readonly folder: string,
    readonly node: RunningStoreNode,
    readonly store: EventStore,
    readonly db: ReadDatabase,
    /** Null on SQLite. */
    readonly postgresUrl: string | null,
  ) {
    const say = (message: string) => void this.said.push(message);
    this.log = { info: say, warn: say, error: say };
  }

  static async open(): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'mizan-worker-'));
    const node = await startStoreNodeInWorker({ database: join(folder, 'events.db'), port: 0 });
    const postgresUrl = onPostgres() ? await createDatabase() : null;
    const db = openReadDatabase(databases({ dataDir: folder, postgresUrl }).read);
    await migrate(db);
    return new Bench(folder, node, eventStoreDb(node.connectionString), db, postgresUrl);
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.db.close();
    await this.node.stop();
    await rm(this.folder, { recursive: true, force: true });
    if (this.postgresUrl !== null) await dropDatabase(this.postgresUrl);
  }

  /** Drafts and releases a case; answers its id. */
  async released(
    deadline: string,
    more: { readonly exercise?: true; readonly clock?: Clock } = {},
  ): Promise<string> {
    const caseId = randomUUID();
    await this.order(caseId, { actor: sharer, told: draft(deadline), ...more });
    await this.order(caseId, { actor: approver, told: { type: 'ApproveRelease' }, ...more });
    return caseId;
  }

  /** Gives one order to a case as somebody. */
  async order(caseId: string, { actor, told, exercise, clock = systemClock }: Given): Promise<void> {
    const handler = new CommandHandler({ store: this.store, codec: this.codec, clock });
    await handler.handle(shareDecider, {
      stream: shareStream(caseId),
      commandId: randomUUID(),
      metadata: { actor, ...(exercise ? { exercise } : {}) },
      command: (now) => ({ ...told, now, actor }) as ShareCommand,
    });
  }
}

interface Given {
  readonly actor: Actor;
  readonly told: { readonly type: ShareCommand['type'] };
  readonly exercise?: true;
  readonly clock?: Clock;
}

const sharer: Actor = { id: 'aa.sharer', party: 'AA', role: 'sharer' };
const approver: Actor = { id: 'aa.approver', party: 'AA', role: 'approver' };
export const recipient: Actor = { id: 'bb.recipient', party: 'BB', role: 'recipient' };

function draft(within: string): { readonly type: 'DraftIntelligence' } {
  const read = parsePlace({ input: '30.410, 65.330' });
  const place = 'place' in read ? read.place : null;
  const terms = {
    reference: 'AA-0000-00',
    mechanism: 'exercise',
    recipient: 'BB',
    kind: 'cache',
    place,
    believed: 'Crates under a tarpaulin.',
    requestedAction: 'search',
    deadline: { within, by: null },
    hold: { area: place, beyondDeadline: 'P3D', reserved: [] },
    verificationWindow: 'P3D',
    grade: { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
    marking: null,
  };
  return { type: 'DraftIntelligence', ...terms };
}

/** Polls until it holds. @throws after half a minute */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > giveUp) throw new Error('It did not come about within 30 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
