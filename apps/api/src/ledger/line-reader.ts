import { LedgerFileProblem } from './ledger-file-problem';

export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** No event store takes an event this long, so a longer line is no ledger's. */
const longestLine = 32 * 1024 * 1024;
const lineEnd = 0x0a;

/**
 * Lines of a byte stream, counted from 1. Only a line feed ends a line: U+2028, which JSON leaves as it is, does not.
 * @throws LedgerFileProblem for a line that is too long or not UTF-8
 */
export async function* readLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<NumberedLine> {
  let number = 1;
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(lineEnd); end >= 0; end = chunk.indexOf(lineEnd, start)) {
      yield { number, text: textOf([...waiting, chunk.subarray(start, end)], number) };
      number++;
      waiting = [];
      size = 0;
      start = end + 1;
    }
    size += chunk.length - start;
    if (size > longestLine) throw new LedgerFileProblem(number, 'it is longer than any event');
    if (start < chunk.length) waiting.push(chunk.subarray(start));
  }
  if (size > 0) yield { number, text: textOf(waiting, number) };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(parts: readonly Uint8Array[], number: number): string {
  try {
    return decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
  } catch {
    throw new LedgerFileProblem(number, 'it is not UTF-8 text');
  }
}
