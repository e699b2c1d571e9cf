import { deadlineProcess } from '@mizan/domain';
import { asProjection, type Process, type Projection } from '@mizan/es';
import type { AddRows } from '../database/add-rows';
import type { ReadTx } from '../database/schema';
import type { AnyTable } from '../database/table';
import { incident } from '../incidents/incident.table';
import { ledgerEvent } from '../ledger/ledger.table';
import { readModelProjections } from '../projections';
import { caseStrike, caseVersion, strikeVersion } from '../share-board/share-board.tables';
import { timerTable } from './operations.tables';
import { timerWrites } from './timer-store';

export interface RebuildSetting {
  /** How far the live rows are: what a process sent up to there is not sent again. */
  readonly live: bigint | null;
  /** How the tables beside take new rows. */
  readonly add: AddRows;
}

/** What a rebuild folds and which rows it replaces. */
export interface RebuildTarget {
  readonly name: string;
  readonly version: number;
  projection(setting: RebuildSetting): Projection<ReadTx>;
  readonly tables: readonly AnyTable[];
  /** Of shared tables, only the rows whose column has this value. */
  readonly only?: { readonly column: string; readonly value: string };
}

const tablesOf: Readonly<Record<string, readonly AnyTable[]>> = {
  cases: [caseVersion, strikeVersion, caseStrike],
  incidents: [incident],
  ledger: [ledgerEvent],
};

/** @throws when nothing is projected under this name */
export function rebuildTarget(name: string): RebuildTarget {
  if (name === deadlineProcess.name) return timersOf(deadlineProcess);
  const named = (add?: AddRows) => readModelProjections(add).find((known) => known.name === name);
  const known = named();
  const tables = tablesOf[name];
  if (!known || !tables) throw new Error(`Nothing is projected under the name ${name}.`);
  return { name, version: known.version, projection: ({ add }) => named(add) ?? known, tables };
}

function timersOf<C>(process: Process<C>): RebuildTarget {
  const { name, version } = process;
  return {
    name,
    version,
    tables: [timerTable],
    only: { column: 'process', value: name },
    projection: ({ live }) => {
      const timers = asProjection(process, live);
      return { name, version, open: (tx) => timers.open(timerWrites(tx)) };
    },
  };
}
