import { LedgerFileProblem } from './ledger-file-problem';
import type { LedgerLine } from './line';
import type { NumberedLine } from './line-reader';
import { valueProblem } from './line-value';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const decimal = /^(0|[1-9]\d{0,18})$/;
const json = 'application/json';
const bytes = 'application/octet-stream';

const isText = (value: unknown) => typeof value === 'string' && value.length > 0;
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

/** What each field must be, in the words of an error. */
const fields: Readonly<Record<keyof LedgerLine, { expected: string; fits: (value: unknown) => boolean }>> = {
  stream: { expected: 'a name', fits: isText },
  revision: { expected: 'a decimal string', fits: (value) => matches(decimal, value) },
  id: { expected: 'a UUID in lower case', fits: (value) => matches(uuid, value) },
  type: {
    expected: 'a name that does not begin with $',
    fits: (value) => isText(value) && !matches(/^\$/, value),
  },
  contentType: { expected: `${json} or ${bytes}`, fits: (value) => value === json || value === bytes },
  data: { expected: 'a value', fits: (value) => value !== undefined },
  metadata: { expected: 'a value or null', fits: (value) => value !== undefined },
  remaining: { expected: 'the number of lines that follow', fits: isCount },
};

/** One line as it must look on its own. @throws LedgerFileProblem */
export function parseLine({ number, text }: NumberedLine): LedgerLine {
  const line = objectOf(number, text);
  const strange = Object.keys(line).find((key) => !Object.hasOwn(fields, key));
  if (strange !== undefined) throw new LedgerFileProblem(number, `a ledger line has no field "${strange}"`);
  for (const [name, { expected, fits }] of Object.entries(fields)) {
    if (!fits(line[name])) throw new LedgerFileProblem(number, `"${name}" must be ${expected}`);
  }
  const problem =
    valueProblem(line['data'], line['contentType'] === bytes) ?? valueProblem(line['metadata'], false);
  if (problem) throw new LedgerFileProblem(number, problem);
  return line as unknown as LedgerLine;
}

function objectOf(number: number, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LedgerFileProblem(number, 'it is not JSON, so this is no ledger file or it was cut off here');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new LedgerFileProblem(number, 'a JSON object with the fields of an event is expected');
}

function matches(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value);
}
