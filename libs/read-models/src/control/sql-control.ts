import { randomUUID } from 'node:crypto';
import { systemClock, type Clock } from '@mizan/es';
import { instantFrom } from '../database/instants';
import type { Answers, Control, RequestKind, RequestToWorker, StoredRequest } from './control';
import type { ControlDatabase } from './control-database';
import type { RequestRow } from './control.tables';

/** The control port over its database. */
export class SqlControl implements Control {
  private readonly importQuery;

  constructor(
    private readonly db: ControlDatabase,
    private readonly clock: Clock = systemClock,
  ) {
    // Asked before every order.
    this.importQuery = db.kysely.selectFrom('ledger_import').select('id').compile();
  }

  async request({ kind, projection, eventId, requestedBy }: RequestToWorker): Promise<string> {
    await this.db.ready();
    const values = {
      id: randomUUID(),
      event_id: eventId ?? null,
      requested_by: requestedBy ?? null,
      requested_at: BigInt(this.clock.now()),
    };
    await this.db.kysely
      .insertInto('request')
      .values({ projection, kind, ...values })
      .onConflict((conflict) => conflict.columns(['projection', 'kind']).doUpdateSet(values))
      .execute();
    return values.id;
  }

  async requests(): Promise<StoredRequest[]> {
    if (!(await this.db.ready())) return [];
    const rows = await this.db.kysely
      .selectFrom('request')
      .selectAll()
      .orderBy('requested_at')
      .orderBy('id')
      .execute();
    return rows.map(requestFrom);
  }

  async pending(answers: Answers): Promise<StoredRequest[]> {
    const requests = await this.requests();
    if (requests.length === 0) return [];
    const ended = await answers.ended();
    return requests.filter(({ id }) => !ended.includes(id));
  }

  async setImport(active: boolean): Promise<void> {
    await this.db.ready();
    if (!active) {
      await this.db.kysely.deleteFrom('ledger_import').execute();
      return;
    }
    await this.db.kysely
      .insertInto('ledger_import')
      .values({ id: 1n, since: BigInt(this.clock.now()) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  async importing(): Promise<boolean> {
    if (!(await this.db.ready())) return false;
    return (await this.db.kysely.executeQuery(this.importQuery)).rows.length > 0;
  }
}

function requestFrom(row: RequestRow): StoredRequest {
  return {
    id: row.id,
    kind: row.kind as RequestKind,
    projection: row.projection,
    eventId: row.event_id,
    requestedBy: row.requested_by,
    requestedAt: instantFrom(row.requested_at),
  };
}
