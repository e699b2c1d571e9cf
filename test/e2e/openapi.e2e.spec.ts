import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PROBLEM_CODES } from '../../apps/api/src/openapi/problems/catalogue';
import { callerAs, type Call } from '../support/api-client';
import { startLedger, type Ledger } from '../support/ledger-fixture';
import {
  schemaChecks,
  type Content,
  type Described,
  type Json,
  type Operation,
} from '../support/openapi/checks';
import { committedDocument, writeDocument } from '../support/openapi/document';

// Several processes share the machine with this suite.
jest.setTimeout(60_000);

describe('the description of the api', () => {
  let ledger: Ledger;
  let nobody: Call;
  let served: Described;

  beforeAll(async () => {
    ledger = await startLedger();
    nobody = await callerAs(ledger, null);
    served = (await nobody('GET', '/api/openapi.json')).body as unknown as Described;
    if (process.env['WRITE_OPENAPI'] === '1') writeDocument(served);
  });
  afterAll(() => ledger.stop());

  it('is the committed one, which clients are generated from', () => {
    expect(served).toMatchObject({ openapi: '3.1.1' });
    expect(served).toEqual(committedDocument());
  });

  it('has one operation for every name', () => {
    const names = operationsOf(served).map(({ operationId }) => operationId);
    expect(names.length).toBeGreaterThan(35);
    expect(new Set(names).size).toBe(names.length);
  });

  it('refers to nothing that is not there', () => {
    const text = JSON.stringify(served);
    const missing = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].filter(
      ([, path = '']) =>
        path.split('/').reduce<unknown>((at, key) => (at as Json | undefined)?.[key], served) === undefined,
    );
    expect(missing.map(([ref]) => ref)).toEqual([]);
    expect(text).not.toContain('$use');
  });

  it('gives an example of everything, and each is as its schema says', () => {
    const check = schemaChecks(served);
    const wrong: string[] = [];
    const compare = (where: string, schema: Json, example: unknown) => {
      const validate = check(schema);
      if (example === undefined || !validate(example))
        wrong.push(`${where}: ${JSON.stringify(validate.errors?.[0] ?? 'no example')}`);
    };
    for (const operation of operationsOf(served)) {
      for (const { name, schema, example } of operation.parameters ?? [])
        compare(`${operation.operationId} ${name}`, schema, example);
      for (const [place, schema, example] of bodiesOf(served, operation)) compare(place, schema, example);
    }
    for (const [name, { schema, example }] of Object.entries(served.components.headers))
      compare(name, schema, example);
    expect(wrong).toEqual([]);
  });

  it('explains every kind of problem that some route can answer, and no other', () => {
    const used = new Set(
      operationsOf(served).flatMap(({ responses }) =>
        Object.values(responses).flatMap(({ content = {} }) =>
          Object.keys(content['application/problem+json']?.examples ?? {}),
        ),
      ),
    );
    const everywhere = ['METHOD_NOT_ALLOWED', 'HOST_NOT_LOOPBACK', 'HEADERS_TOO_LARGE', 'REQUEST_TIMEOUT'];
    expect(PROBLEM_CODES.filter((code) => !used.has(code) && !everywhere.includes(code))).toEqual([]);
  });

  it('can be read as a page that fetches nothing from elsewhere', async () => {
    const answer = await nobody('GET', '/api', { headers: { accept: 'text/html' } });
    const page = String(answer.body['text']);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const { operationId } of operationsOf(served)) expect(page).toContain(`id="${operationId}"`);
    expect(page).not.toMatch(/<script|(?:src|href)="(?:https?:)?\/\//);
  });
});

function operationsOf({ paths }: Described): Operation[] {
  return Object.values(paths).flatMap((methods) => Object.values(methods));
}

/** Every body with its example, or the examples that are kept apart. */
function bodiesOf(document: Described, operation: Operation): [string, Json, unknown][] {
  const contents = [
    operation.requestBody?.content,
    ...Object.values(operation.responses).map(({ content }) => content),
  ];
  return contents.flatMap((content: Content = {}) =>
    Object.entries(content).flatMap(([type, { schema, example, examples }]): [string, Json, unknown][] => {
      const place = `${operation.operationId} ${type}`;
      if (!examples) return [[place, schema, example]];
      return Object.values(examples).map(({ $ref }) => {
        const name = $ref.split('/').at(-1) ?? '';
        return [`${place} ${name}`, schema, document.components.examples[name]?.value];
      });
    }),
  );
}
