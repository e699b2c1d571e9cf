import type { JsonSchema } from '@mizan/domain';
import { Problem, PROBLEM_BASE } from '../../http/problem';
import { listOf, optional, part, told, type Described } from '../describe/described';
import { text } from '../describe/parts';
import { PROBLEM_CODES, PROBLEM_KINDS, type ProblemCode } from '../problems/catalogue';
import type { ProblemKind } from '../problems/problem-kind';
import type { Components } from './components';
import { exampleOf } from './example-of';
import { ANSWER_HEADERS } from './headers';

const faulty = part<{ pointer: string; detail: string; code?: string; remedy?: string }>({
  pointer: told(text, 'JSON pointer into the body, or the name of a parameter, a header or a line.'),
  detail: text,
  code: optional(told(text, 'Of the place that cannot be read.', { examples: ['GRID_ZONE_MISSING'] })),
  remedy: optional(text),
});

const extras = Object.assign(
  {},
  ...Object.values<ProblemKind>(PROBLEM_KINDS).map(({ extra }) => extra ?? {}),
) as Readonly<Record<string, Described<unknown>>>;

/** Every member that a problem may have. */
export const PROBLEM_SCHEMA: JsonSchema = {
  title: 'Problem',
  description: 'RFC 9457. Programs look at `code`; `detail` and `remedy` are for people and may be reworded.',
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri', description: 'A name, not a page.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong.' },
    code: { type: 'string', enum: PROBLEM_CODES },
    remedy: { type: 'string', description: 'What to do next.' },
    instance: { type: 'string', description: 'The path that was asked for.' },
    requestId: {
      type: 'string',
      description: 'What the logs call the request, as in X-Request-Id. Left out where none could be read.',
    },
    errors: listOf(faulty).schema,
    ...Object.fromEntries(Object.entries(extras).map(([name, { schema }]) => [name, schema])),
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'remedy', 'instance'],
};

/** The answers that are problems, by status, each with an example of every code. */
export function problemResponses(codes: readonly ProblemCode[], components: Components) {
  const statuses = [...new Set(codes.flatMap(statusesOf))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter((code) => statusesOf(code).includes(status));
      return [String(status), problemResponse(own, status, components)];
    }),
  );
}

export function statusesOf(code: ProblemCode): number[] {
  const { status, orStatus } = PROBLEM_KINDS[code];
  return orStatus === undefined ? [status] : [status, orStatus];
}

function problemResponse(codes: readonly ProblemCode[], status: number, components: Components): object {
  const headers = [
    'X-Request-Id',
    ...new Set(codes.flatMap((code) => PROBLEM_KINDS[code].headers ?? [])),
  ].sort();
  const refs = codes.map((code) => [code, { $ref: `#/components/examples/${exampleName(code, status)}` }]);
  return {
    description: codes.map(titleOf).join('; '),
    headers: headerRefs(headers),
    content: {
      'application/problem+json': {
        schema: { allOf: [components.use(PROBLEM_SCHEMA), { properties: { code: { enum: codes } } }] },
        examples: Object.fromEntries(refs) as object,
      },
    },
  };
}

/** One example of every kind of problem, with each status that it comes with. */
export function problemExamples(): Record<string, object> {
  const codes = PROBLEM_CODES;
  const all = codes.flatMap((code) => statusesOf(code).map((status) => ({ code, status })));
  return Object.fromEntries(
    all.map(({ code, status }) => [
      exampleName(code, status),
      { summary: titleOf(code), value: problemExample(code, status) },
    ]),
  );
}

function exampleName(code: ProblemCode, status: number): string {
  return status === PROBLEM_KINDS[code].status ? code : `${code}_${status}`;
}

function titleOf(code: ProblemCode): string {
  const { status, detail, remedy } = PROBLEM_KINDS[code];
  return new Problem({ code, status, detail, remedy }).title;
}

export function headerRefs(names: readonly string[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Which path was asked for is the same in every example. */
const INSTANCE = '/v1/shares/PK-7F3A-Q2';

function problemExample(code: ProblemCode, status: number): object {
  const { detail, remedy, errors, extra = {} } = PROBLEM_KINDS[code];
  const members = Object.entries(extra).map(([name, { schema }]) => [name, exampleOf(schema, name)]);
  return new Problem({
    code,
    status,
    detail,
    remedy,
    ...(errors ? { errors: [{ pointer: pointerOf(code), detail: remedy }] } : {}),
    extra: Object.fromEntries(members) as Record<string, unknown>,
  }).body(INSTANCE, ANSWER_HEADERS['X-Request-Id'].example);
}

const pointers: Readonly<Partial<Record<ProblemCode, string>>> = {
  HEADER_MALFORMED: 'Idempotency-Key',
  PARAMETER_INVALID: 'asOf',
  CURSOR_UNKNOWN: 'cursor',
  FORMAT_UNKNOWN: 'format',
  LEDGER_FILE_UNUSABLE: 'line 1',
  RECIPIENT_UNKNOWN: '/recipient',
};

function pointerOf(code: ProblemCode): string {
  return pointers[code] ?? '/reason';
}

/** The name of each kind, and what it means: what a program may branch on. */
export function problemTable(): {
  code: ProblemCode;
  status: string;
  type: string;
  detail: string;
  remedy: string;
}[] {
  return PROBLEM_CODES.map((code) => {
    const { detail, remedy } = PROBLEM_KINDS[code];
    const type = PROBLEM_BASE + code.toLowerCase().replaceAll('_', '-');
    return { code, status: statusesOf(code).join(' or '), type, detail, remedy };
  });
}
