import type { Table } from '../database/table';

/** How far a projection or a process is. The progress is set while a rebuild runs beside the live rows. */
export interface CheckpointRow {
  name: string;
  version: bigint;
  position: bigint | null;
  /** JSON of a ProjectionFailure. */
  failure: string | null;
  rebuild_done: bigint | null;
  rebuild_head: bigint | null;
}

export interface TimerRow {
  process: string;
  timer_key: string;
  due_at: bigint;
  /** JSON. */
  command: string;
}

/** At most one row: what the worker is busy with at its start. */
export interface ActivityRow {
  id: bigint;
  what: string;
  since: bigint;
}

/** The worker's answer to a request of the control database. */
export interface RequestAnswerRow {
  request_id: string;
  kind: string;
  projection: string;
  state: string;
  detail: string | null;
  answered_at: bigint;
}

export interface OperationsTables {
  checkpoint: CheckpointRow;
  timer: TimerRow;
  activity: ActivityRow;
  request_answer: RequestAnswerRow;
}

export const timerTable: Table<'timer', TimerRow> = {
  name: 'timer',
  key: ['process', 'timer_key'],
  columns: ['process', 'timer_key', 'due_at', 'command'],
};
