import { types } from 'node:util';
import { ReadDatabaseProblem, type ProblemWords, type ReadDatabaseProblemCode } from '../database/problem';

interface Fault {
  readonly code: ReadDatabaseProblemCode;
  words(name: string, reason: string): ProblemWords;
}

const unreachable: Fault = {
  code: 'READ_DATABASE_UNREACHABLE',
  words: (name, reason) => ({
    detail: `${name} does not answer (${reason}).`,
    remedy: 'See that it runs and that MIZAN_POSTGRES_URL names its address; Mizan goes on by itself then.',
    passing: true,
  }),
};
const denied: Fault = {
  code: 'READ_DATABASE_DENIED',
  words: (name, reason) => ({
    detail: `${name} refuses Mizan: ${reason}.`,
    remedy:
      'Correct the user, the password and the database in MIZAN_POSTGRES_URL, or let that user connect and create schemas there.',
  }),
};
const readOnly: Fault = {
  code: 'READ_DATABASE_READ_ONLY',
  words: (name, reason) => ({
    detail: `${name} cannot be written: ${reason}.`,
    remedy: 'Name the primary server in MIZAN_POSTGRES_URL, not one of its standbys.',
  }),
};
const full: Fault = {
  code: 'READ_DATABASE_FULL',
  words: (name, reason) => ({
    detail: `${name} has no room left: ${reason}.`,
    remedy: 'Free some space on its disk; nothing was stored half.',
  }),
};
const corrupt: Fault = {
  code: 'READ_DATABASE_CORRUPT',
  words: (name, reason) => ({
    detail: `${name} is damaged: ${reason}.`,
    remedy: 'Stop Mizan, drop its schema "mizan" and start again: Mizan builds it again from the ledger.',
  }),
};
const busy: Fault = {
  code: 'READ_DATABASE_BUSY',
  words: (name, reason) => ({
    detail: `${name} could not finish in time what was asked: ${reason}.`,
    remedy: 'Try again in a moment.',
    passing: true,
  }),
};
const crowded: Fault = {
  code: 'READ_DATABASE_CROWDED',
  words: (name, reason) => ({
    detail: `${name} accepts no more connections: ${reason}.`,
    remedy: 'Raise its max_connections; every process of Mizan needs up to twelve of them.',
    passing: true,
  }),
};

/** SQLSTATEs, and classes of them in two characters; https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states: Readonly<Record<string, Fault>> = {
  '08': unreachable,
  '28': denied,
  '3D000': denied,
  '42501': denied,
  '25006': readOnly,
  '53100': full,
  '53200': busy,
  '53300': crowded,
  '40001': busy,
  '40P01': busy,
  '55P03': busy,
  '57014': busy,
  '57P01': unreachable,
  '57P02': unreachable,
  '57P03': unreachable,
  '58': full,
  XX001: corrupt,
  XX002: corrupt,
};

const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What the driver says, without a code, when a connection ended or none was to be had in time. */
const lost = /connection terminated|timeout exceeded|connection error|not queryable|query read timeout/i;

/** What the driver threw, as a ReadDatabaseProblem where the database is the reason, else unchanged. */
export function explainPostgres(name: string): (error: unknown) => Error {
  return (error) => {
    if (!types.isNativeError(error)) return new Error(String(error));
    const fault = faultOf(error);
    if (!fault) return error;
    return new ReadDatabaseProblem(fault.code, fault.words(name, reasonOf(error)), { cause: error });
  };
}

function faultOf(error: Error): Fault | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (network.has(code) || (code === '' && lost.test(error.message))) return unreachable;
  return states[code] ?? states[code.slice(0, 2)] ?? null;
}

/** An attempt at several addresses has no message of its own. */
function reasonOf(error: Error): string {
  return error.message || String('code' in error ? error.code : error.name);
}
