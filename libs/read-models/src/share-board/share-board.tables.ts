import type { Table } from '../database/table';

/** One version of a row that keeps its history: in force from `from_position` up to, not including, `to_position`. */
export interface VersionRow {
  from_position: bigint;
  /** Null while it is the current version. */
  to_position: bigint | null;
  /** Position of the first event of the row's own stream: the order of the board, and its cursor. */
  created_position: bigint;
  /** Revision of the row's own stream. */
  revision: bigint;
  exercise: bigint;
  /** JSON; of most versions that have ended nothing (`folded`): their views are folded from the events. */
  view: string;
  /** JSON of the event that made the version, where it is one of the row's own stream (`eventColumn`); else nothing. */
  event: string | null;
}

export interface CaseVersionRow extends VersionRow {
  case_id: string;
  reference: string;
  state: string;
}

export interface StrikeVersionRow extends VersionRow {
  strike_id: string;
}

/** From `from_position` on the strike's events belong to the case's timeline. */
export interface CaseStrikeRow {
  case_id: string;
  strike_id: string;
  from_position: bigint;
}

export interface ShareBoardTables {
  case_version: CaseVersionRow;
  strike_version: StrikeVersionRow;
  case_strike: CaseStrikeRow;
}

const version = [
  'from_position',
  'to_position',
  'created_position',
  'revision',
  'exercise',
  'view',
  'event',
] as const;

export const caseVersion: Table<'case_version', CaseVersionRow> = {
  name: 'case_version',
  key: ['case_id', 'from_position'],
  columns: ['case_id', 'reference', 'state', ...version],
};

export const strikeVersion: Table<'strike_version', StrikeVersionRow> = {
  name: 'strike_version',
  key: ['strike_id', 'from_position'],
  columns: ['strike_id', ...version],
};

export const caseStrike: Table<'case_strike', CaseStrikeRow> = {
  name: 'case_strike',
  key: ['case_id', 'strike_id'],
  columns: ['case_id', 'strike_id', 'from_position'],
};
