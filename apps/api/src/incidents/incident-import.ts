import { Inject, Injectable } from '@nestjs/common';
import type { Identity, Mechanism } from '@mizan/access';
import { incidentDecider, incidentStream, type IncidentAllegedData } from '@mizan/domain';
import { derivedId, type CommandHandler } from '@mizan/es';
import { readUcdpGed, type UcdpRow } from '@mizan/interop';
import type { Settings } from '@mizan/runtime';
import { Envelopes } from '../ledger-access/envelopes';
import { COMMANDS, MECHANISM, SETTINGS } from '../ledger-access/tokens';
import { Spool } from '../ledger/spool';
import { inFlight } from './in-flight';
import { reportOf, type ImportReport, type RowResult } from './import-report';

/** Namespace of incidents' ids: the same row of the same source is the same incident in every ledger. */
const namespace = 'b7d3a9c4-52b0-5f0e-9d0c-6a6f0c1e8a41';
const atOnce = 16;

type Envelope = Awaited<ReturnType<Envelopes['of']>>;

/** Carries the rows of a public source into the ledger, on its behalf. */
@Injectable()
export class IncidentImport {
  constructor(
    @Inject(COMMANDS) private readonly commands: CommandHandler,
    @Inject(MECHANISM) private readonly mechanism: Mechanism,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly envelopes: Envelopes,
  ) {}

  /**
   * Receives the whole file and reads it to its end before the first row is recorded: a foreign or broken file stores
   * nothing. Should recording be cut off, the same file adds what is missing.
   * @throws ForeignFile
   */
  async ucdpGed(source: AsyncIterable<Uint8Array>, identity: Identity): Promise<ImportReport> {
    const file = await Spool.receive(this.settings.dataDir, source);
    try {
      await readToTheEnd(readUcdpGed(file.read()));
      return await this.record(file, await this.envelopes.of(identity));
    } finally {
      await file.discard();
    }
  }

  private async record(file: Spool, envelope: Envelope): Promise<ImportReport> {
    const countries = this.mechanism.parties.map(({ name }) => name);
    const seen = new Set<string>();
    const results: RowResult[] = [];
    await inFlight(readUcdpGed(file.read(), { countries }), atOnce, async (row) => {
      const again = row.kind === 'incident' && seen.has(row.incident.sourceId);
      if (row.kind === 'incident') seen.add(row.incident.sourceId);
      results.push(again ? present(row.incident) : await this.recordRow(row, envelope));
    });
    return reportOf(results);
  }

  private async recordRow(row: UcdpRow, envelope: Envelope): Promise<RowResult> {
    if (row.kind === 'rejected') return row;
    const repeated = await this.allege(row.incident, envelope);
    return { ...present(row.incident), kind: repeated ? 'present' : 'imported' };
  }

  /** Answers whether the incident was on record already. Its command's id is its own: sending it again adds nothing. */
  private async allege(incident: IncidentAllegedData, envelope: Envelope): Promise<boolean> {
    const id = derivedId(namespace, `UCDP GED:${incident.sourceId}`);
    const { repeated } = await this.commands.handle(incidentDecider, {
      stream: incidentStream(id),
      commandId: derivedId(id, 'AllegeIncident'),
      metadata: { ...envelope },
      command: (now) => ({ type: 'AllegeIncident', now, actor: envelope.actor, incident }),
    });
    return repeated;
  }
}

function present({ flags }: IncidentAllegedData): RowResult & { readonly kind: 'present' | 'imported' } {
  return { kind: 'present', flagged: flags.length > 0 };
}

async function readToTheEnd(rows: AsyncGenerator<unknown>): Promise<void> {
  while (!(await rows.next()).done);
}
