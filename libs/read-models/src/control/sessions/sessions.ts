import { randomUUID } from 'node:crypto';
import { systemClock, type Clock } from '@mizan/es';
import { instantFrom } from '../../database/instants';
import type { ControlDatabase } from '../control-database';
import type { SessionRow } from './session.table';

/** Who a session speaks for, as it was when it began. */
export interface SessionHolder {
  readonly id: string;
  readonly role: string;
  readonly party: string | null;
  readonly name: string;
}

/** Instants are RFC 3339 in UTC. */
export interface Session {
  readonly id: string;
  readonly holder: SessionHolder;
  readonly beganAt: string;
  /** To within a minute. */
  readonly seenAt: string;
  /** When it ends however much it is used. */
  readonly expiresAt: string;
}

/** Milliseconds. */
export interface SessionLimits {
  readonly life: number;
  /** Without being used. */
  readonly idle: number;
}

/** Uses are written down this often: reading pages must not become writing. */
const SEEN_EVERY = 60_000;

/**
 * Sessions that are open, in the database that all apis of a ledger share: what one ends, all refuse at once. A session
 * that ended has no row. Every method may reject with a ReadDatabaseProblem.
 */
export class Sessions {
  private readonly db;
  private readonly clock: Clock;
  private readonly idle: bigint;
  private readonly life: bigint;

  constructor(database: ControlDatabase, limits: SessionLimits, clock: Clock = systemClock) {
    this.db = database;
    this.clock = clock;
    this.idle = BigInt(limits.idle);
    this.life = BigInt(limits.life);
  }

  /** Begins a session under the hash of its secret, and forgets those that have run out. */
  async begin(holder: SessionHolder, secretHash: string): Promise<Session> {
    await this.db.ready();
    const now = this.now();
    await this.db.kysely
      .deleteFrom('session')
      .where((either) =>
        either.or([either('expires_at', '<=', now), either('seen_at', '<=', now - this.idle)]),
      )
      .execute();
    const { id: identity, role, party, name } = holder;
    const times = { began_at: now, seen_at: now, expires_at: now + this.life };
    const row = { id: randomUUID(), secret_hash: secretHash, identity, role, party, name, ...times };
    await this.db.kysely.insertInto('session').values(row).execute();
    return sessionFrom(row);
  }

  /** The open session of this secret, which counts as used by that; null when it has ended or never was. */
  async use(secretHash: string): Promise<Session | null> {
    await this.db.ready();
    const row = await this.open().where('secret_hash', '=', secretHash).executeTakeFirst();
    if (!row) return null;
    const now = this.now();
    if (now - row.seen_at < SEEN_EVERY) return sessionFrom(row);
    await this.db.kysely.updateTable('session').set({ seen_at: now }).where('id', '=', row.id).execute();
    return sessionFrom({ ...row, seen_at: now });
  }

  /** Ends a session, by its id. Answers it, or null when none of this id is open. */
  async end(id: string): Promise<Session | null> {
    await this.db.ready();
    const row = await this.open().where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    await this.db.kysely.deleteFrom('session').where('id', '=', id).execute();
    return sessionFrom(row);
  }

  /** Every open session, the newest first. */
  async list(): Promise<Session[]> {
    await this.db.ready();
    const rows = await this.open().orderBy('began_at', 'desc').orderBy('id').execute();
    return rows.map(sessionFrom);
  }

  private open() {
    const now = this.now();
    return this.db.kysely
      .selectFrom('session')
      .selectAll()
      .where('expires_at', '>', now)
      .where('seen_at', '>', now - this.idle);
  }

  private now(): bigint {
    return BigInt(this.clock.now());
  }
}

function sessionFrom({ identity, role, party, name, ...row }: SessionRow): Session {
  return {
    id: row.id,
    holder: { id: identity, role, party, name },
    beganAt: instantFrom(row.began_at),
    seenAt: instantFrom(row.seen_at),
    expiresAt: instantFrom(row.expires_at),
  };
}
