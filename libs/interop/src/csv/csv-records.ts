import { CsvError, parse } from 'csv-parse';
import { pipeline, Readable } from 'node:stream';
import { ForeignFile } from './foreign-file';
import { utf8Lines } from './utf8-lines';

/** One record; `line` is where it begins in the file, counted from 1, however many lines it spans. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** No record of a table is longer than this many bytes; an open quote would swallow the file otherwise. */
const LONGEST_RECORD = 1_000_000;

const SENTENCES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'the file ends inside a quoted text: it is cut off',
  CSV_MAX_RECORD_SIZE: `a row is longer than ${LONGEST_RECORD} bytes`,
};

/**
 * Streams the records of a comma-separated file, empty lines left out. Memory does not grow with the file.
 * @throws ForeignFile where quoting breaks, the text is not UTF-8 or a record has no end
 */
export async function* csvRecords(
  input: AsyncIterable<Uint8Array | string>,
  expected: string,
): AsyncGenerator<CsvRecord> {
  const parser = parse({
    bom: true,
    info: true,
    max_record_size: LONGEST_RECORD,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // The pipeline hands an error of the source to the parser, and stops the source when the reader stops.
  pipeline(Readable.from(utf8Lines(input, expected)), parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      yield { line: info.lines - newlines(record), cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? brokenFile(error, expected) : error;
  }
}

/** The parser counts to the record's last line; the newlines inside its texts lead back to the first. */
function newlines(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
}

function brokenFile(error: CsvError, expected: string): ForeignFile {
  const where = typeof error['lines'] === 'number' ? ` (line ${error['lines']})` : '';
  const sentence = SENTENCES[error.code] ?? 'a quotation mark stands where none may';
  return new ForeignFile(expected, sentence + where, { cause: error });
}
