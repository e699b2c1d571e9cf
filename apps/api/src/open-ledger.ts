import { systemClock } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { openControlDatabase, openReadDatabase } from '@mizan/read-models';
import { databases, ledgerCodec, loadMechanismFile, type Settings } from '@mizan/runtime';
import type { LedgerParts } from './ledger-access/ledger-parts';

export type LedgerOverrides = Partial<Omit<LedgerParts, 'settings'>>;

/** The parts that the settings name; tests bring some of their own. */
export function openLedger(settings: Settings, overrides: LedgerOverrides = {}): LedgerParts {
  const { read, control } = databases(settings);
  return {
    settings,
    mechanism: overrides.mechanism ?? loadMechanismFile(settings.mechanismFile),
    store: overrides.store ?? eventStoreDb(settings.eventStore, { connectionName: 'mizan-api' }),
    codec: overrides.codec ?? ledgerCodec(),
    clock: overrides.clock ?? systemClock,
    readDatabase: overrides.readDatabase ?? openReadDatabase({ ...read, readOnly: true }),
    controlDatabase: overrides.controlDatabase ?? openControlDatabase(control),
  };
}

/** Closes what `openLedger` opened and leaves what was brought along. */
export async function closeLedger(parts: LedgerParts, overrides: LedgerOverrides = {}): Promise<void> {
  if (!overrides.store) await parts.store.close();
  if (!overrides.readDatabase) await parts.readDatabase.close();
  if (!overrides.controlDatabase) await parts.controlDatabase.close();
}
