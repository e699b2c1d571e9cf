import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EventCodec, EventStore } from '@mizan/es';
import type { Control } from '@mizan/read-models';
import type { Settings } from '@mizan/runtime';
import { IDLE_MS } from '../ledger-access/ledger-busy';
import { CODEC, CONTROL, EVENT_STORE, SETTINGS } from '../ledger-access/tokens';
import { headOf } from './export';
import { checkFile, fileLines } from './file-lines';
import { appendLines } from './import-append';
import { linesPresent } from './import-prefix';
import { importProblem, importRunning } from './import-problem';
import { Spool } from './spool';

/**
 * After this everybody has noticed that the ledger is closed, and orders from before are in it: now it shows whether it
 * is empty. Milliseconds.
 */
const noticedMs = 5 * IDLE_MS;

/**
 * Carries a whole ledger file into an empty ledger. The file is received and checked to its end before the first event
 * is stored. While events are stored, orders and processes wait.
 */
@Injectable()
export class LedgerImport implements OnModuleInit {
  private running = false;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CODEC) private readonly codec: EventCodec,
    @Inject(CONTROL) private readonly control: Control,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * An import that was cut off left half a ledger: processes that acted on it would record what the missing half
   * refutes, so it stays closed until the same file is imported again. Over an empty ledger there is nothing to guard.
   */
  async onModuleInit(): Promise<void> {
    if ((await this.control.importing()) && (await headOf(this.store)) === null)
      await this.control.setImport(false);
  }

  /** @throws Problem 409 LEDGER_NOT_EMPTY, IMPORT_RUNNING; 422 LEDGER_FILE_UNUSABLE */
  async run(source: AsyncIterable<Uint8Array>): Promise<{ imported: number }> {
    if (this.running) throw importRunning();
    this.running = true;
    try {
      return { imported: await this.receive(source) };
    } catch (error) {
      throw importProblem(error);
    } finally {
      this.running = false;
    }
  }

  private async receive(source: AsyncIterable<Uint8Array>): Promise<number> {
    const file = await Spool.receive(this.settings.dataDir, source);
    try {
      const count = await checkFile(file, this.codec);
      return count - (await this.carry(file));
    } finally {
      await file.discard();
    }
  }

  /** Answers how many events were there already. The gate opens again only over a whole ledger or an untouched one. */
  private async carry(file: Spool): Promise<number> {
    const closedBefore = await this.control.importing();
    await this.control.setImport(true);
    await pause(noticedMs);
    let halfDone = closedBefore;
    try {
      const present = await linesPresent(this.store, fileLines(file));
      await appendLines(this.store, fileLines(file, present), () => (halfDone = true));
      halfDone = false;
      return present;
    } finally {
      if (!halfDone) await this.control.setImport(false);
    }
  }
}
