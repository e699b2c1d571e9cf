import { describe, expect, it } from '@jest/globals';
import { EventCodec, type NewEvent } from '@mizan/es';
import { MemoryEventStore } from '@mizan/es-testing';
import * as fc from 'fast-check';
import { exportChunks, extentOf } from './export';
import { checkFile, fileLines } from './file-lines';
import { appendLines } from './import-append';
import { LedgerNotEmpty, linesPresent } from './import-prefix';
import { LedgerFileProblem } from './ledger-file-problem';

const known = {
  type: 'Weighed',
  shapes: [{ check: (data: unknown) => (typeof data === 'number' ? [] : ['data: a number expected']) }],
};
const codec = new EventCodec([known]);
const envelope = {
  version: 1,
  recordedAt: '2026-11-01T00:00:00.000Z',
  commandId: 'c',
  correlationId: 'c',
  causationId: 'c',
};

const idOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

function event(n: number, data: unknown, more: Partial<NewEvent> = {}): NewEvent {
  return { id: idOf(n), type: 'Foreign', contentType: 'application/json', data, metadata: envelope, ...more };
}

async function exported(store: MemoryEventStore): Promise<string> {
  const extent = await extentOf(store);
  let text = '';
  if (extent) for await (const chunk of exportChunks(store, extent)) text += chunk;
  return text;
}

function fileOf(text: string, chunk = 7) {
  const bytes = Buffer.from(text);
  const read = async function* () {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    await Promise.resolve();
  };
  return { read };
}

async function imported(text: string, store = new MemoryEventStore()): Promise<MemoryEventStore> {
  await checkFile(fileOf(text), codec);
  const present = await linesPresent(store, fileLines(fileOf(text)));
  await appendLines(store, fileLines(fileOf(text), present), () => undefined);
  return store;
}

async function sample(): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  await store.append('a', [event(1, { text: 'line\u2028separator' }), event(2, null)], 'no_stream');
  await store.append('b', [event(3, 5, { type: 'Weighed' })], 'no_stream');
  const bytes = Uint8Array.from([0, 255, 10, 13]);
  await store.append(
    'a',
    [event(4, bytes, { contentType: 'application/octet-stream', metadata: bytes })],
    1n,
  );
  return store;
}

async function problemOf(text: string): Promise<string> {
  const problem: unknown = await checkFile(fileOf(text), codec).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(LedgerFileProblem);
  return (problem as LedgerFileProblem).message;
}

describe('a ledger file', () => {
  it('is the same, byte for byte, after export, import and export', async () => {
    const text = await exported(await sample());
    expect(await exported(await imported(text))).toBe(text);
    expect(text.split('\n')[0]).toBe(
      `{"stream":"a","revision":"0","id":"${idOf(1)}","type":"Foreign","contentType":"application/json",` +
        `"data":{"text":"line\u2028separator"},"metadata":${JSON.stringify(envelope)},"remaining":3}`,
    );
  });

  it('keeps any JSON as data and as metadata, also what looks like its own markers', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom({ base64: 'AA==' }, { json: 1 }, { json: { base64: 3 } }, 0, '', false, null),
    );
    // Metadata that JavaScript counts as nothing needs the real client: test/e2e/ledger has it.
    const metadata = value.filter((json) => json === null || Boolean(json));
    await fc.assert(
      fc.asyncProperty(value, metadata, async (data, metadata) => {
        const json = { data: JSON.parse(JSON.stringify(data)) as unknown, metadata };
        const store = new MemoryEventStore();
        await store.append('s', [event(1, json.data, { metadata: json.metadata })], 'no_stream');
        const text = await exported(store);
        expect(await exported(await imported(text))).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('names the line and the reason of what is wrong', async () => {
    const text = await exported(await sample());
    const lines = text.trimEnd().split('\n');
    const without = (index: number) => lines.filter((_, at) => at !== index).join('\n');
    const changed = (index: number, from: string | RegExp, to: string) =>
      lines.map((line, at) => (at === index ? line.replace(from, to) : line)).join('\n');
    const problems = await Promise.all(
      [
        '',
        'ged_id,relid\n1,2\n',
        text.slice(0, -40),
        `${lines.slice(0, 3).join('\n')}\n`,
        without(0),
        without(2),
        changed(1, '"revision":"1"', '"revision":"2"'),
        changed(1, idOf(2), idOf(1)),
        changed(2, '"data":5', '"data":"five"'),
        changed(2, '"remaining"', '"position":"7","remaining"'),
        changed(2, '"Weighed"', '"$metadata"'),
        changed(3, '"base64":"AP8KDQ=="', '"base64":"A"'),
      ].map(problemOf),
    );
    expect(problems).toEqual([
      'Line 1: the file is empty.',
      'Line 1: it is not JSON, so this is no ledger file or it was cut off here.',
      'Line 4: it is not JSON, so this is no ledger file or it was cut off here.',
      'Line 3: the file ends here, but 1 more must follow.',
      'Line 1: revision 0 of a is expected, not 1.',
      'Line 3: "remaining" must be 1, not 0: a line is missing or added.',
      'Line 2: revision 1 of a is expected, not 2.',
      `Line 2: event ${idOf(1)} is there twice.`,
      'Line 3: Weighed cannot be read: data: a number expected.',
      'Line 3: a ledger line has no field "position".',
      'Line 3: "type" must be a name that does not begin with $.',
      'Line 4: its base64 is not canonical.',
    ]);
  });

  it('resumes an import that was interrupted, and refuses any other ledger that is not empty', async () => {
    const text = await exported(await sample());
    const half = new MemoryEventStore();
    await appendLines(half, fileLines(fileOf(text.split('\n').slice(0, 2).join('\n'))), () => undefined);
    expect(await exported(await imported(text, half))).toBe(text);
    await expect(imported(text, half)).rejects.toThrow(LedgerNotEmpty);
    const other = new MemoryEventStore();
    await other.append('z', [event(9, 1)], 'no_stream');
    await expect(imported(text, other)).rejects.toThrow(LedgerNotEmpty);
  });

  it('is cut into appends that the store accepts', async () => {
    const store = new MemoryEventStore();
    for (let n = 0; n < 8; n++)
      await store.append('big', [event(n, 'x'.repeat(200_000))], n === 0 ? 'no_stream' : BigInt(n - 1));
    const text = await exported(store);
    const counts: number[] = [];
    await appendLines(new MemoryEventStore(), fileLines(fileOf(text, 65_536)), (count) => counts.push(count));
    expect(counts).toEqual([2, 2, 2, 2]);
  });
});
