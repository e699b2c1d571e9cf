import { createHash } from 'node:crypto';
import { types } from 'node:util';

/** What a log may hold of an error. */
export interface LoggedError {
  readonly type: string;
  readonly code?: string;
  /** Only of errors that Mizan words itself, or the operating system. */
  readonly message?: string;
  /** Of a message that is left out: equal faults have equal ones. First 12 hex digits of its SHA-256. */
  readonly fingerprint?: string;
  /** Where it happened: functions, files and lines, without the message. */
  readonly at?: readonly string[];
}

/**
 * Errors whose words come from Mizan's own sources and name settings, files, streams and positions. Everybody else's may
 * quote what was being recorded, a place or a statement, and a log is read by people who may not see that.
 */
const ownWords: ReadonlySet<string> = new Set([
  'AppendTooLarge',
  'CheckpointMoved',
  'ReadDatabaseProblem',
  'SettingsProblem',
  'StoreAccessDenied',
  'StoreTimeout',
  'StoreUnavailable',
  'StreamDeleted',
  'UndecodableEvent',
  'WrongExpectedRevision',
]);

const framesKept = 12;

/** What goes into a log line about an error. */
export function loggedError(error: unknown): LoggedError {
  if (!types.isNativeError(error)) return { type: typeof error };
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const said = isOwn(error) ? { message } : { fingerprint: fingerprintOf(message) };
  return { type: name, ...code, ...said, at: framesOf(stack, message) };
}

/** The same in a few words for a sentence. */
export function errorWords(error: unknown): string {
  const { type, code, message, fingerprint } = loggedError(error);
  if (message !== undefined) return `${type}: ${message}`;
  const more = [code, fingerprint].filter((part) => part !== undefined).join(', ');
  return more === '' ? type : `${type} (${more})`;
}

function isOwn(error: Error): boolean {
  return ownWords.has(error.name) || 'syscall' in error;
}

function fingerprintOf(message: string): string {
  return createHash('sha256').update(message).digest('hex').slice(0, 12);
}

/** A message may have several lines that look like frames. */
function framesOf(stack: string | undefined, message: string): readonly string[] {
  if (stack === undefined) return [];
  const end = stack.indexOf(message);
  return stack
    .slice(end < 0 ? 0 : end + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, framesKept);
}
