import type { IncidentAllegedData } from '@mizan/domain';
import { csvRecords, type CsvRecord } from '../csv/csv-records';
import { ForeignFile } from '../csv/foreign-file';
import { EXPECTED, headerOf, type Header } from './columns';
import { countryName, type Expected } from './flags';
import { incidentOf } from './incident';
import { rejection } from './reject';

export { UCDP_SOURCE } from './incident';

/** `line`: where the row begins in the file, counted from 1 (the header is line 1). */
export type UcdpRow =
  | { readonly kind: 'incident'; readonly line: number; readonly incident: IncidentAllegedData }
  | { readonly kind: 'rejected'; readonly line: number; readonly reason: string };

export interface UcdpOptions {
  /** Names of the parties' countries as UCDP writes them; rows elsewhere are flagged. Without: none is. */
  readonly countries?: readonly string[];
}

/**
 * Streams a UCDP GED file (CSV, UTF-8) row by row; memory does not grow with the file. Every row comes back
 * once, in order: an incident, flagged where it is odd, or rejected with the column and reason.
 * @throws ForeignFile when the file is another one, cut off, empty or not UTF-8; possibly after good rows
 */
export async function* readUcdpGed(
  input: AsyncIterable<Uint8Array | string>,
  options: UcdpOptions = {},
): AsyncGenerator<UcdpRow> {
  const expected = options.countries === undefined ? null : new Set(options.countries.map(countryName));
  let header: Header | null = null;
  for await (const record of csvRecords(input, EXPECTED)) {
    if (header === null) header = headerOf(record.cells);
    else yield rowOf(record, header, expected);
  }
  if (header === null) throw new ForeignFile(EXPECTED, 'the file is empty');
}

function rowOf({ line, cells: record }: CsvRecord, header: Header, expected: Expected): UcdpRow {
  if (record.length !== header.width) {
    const reason = `columns: ${record.length} instead of the header's ${header.width}`;
    return { kind: 'rejected', line, reason };
  }
  const cells = header.cellsOf(record);
  const reason = rejection(cells);
  if (reason !== null) return { kind: 'rejected', line, reason };
  return { kind: 'incident', line, incident: incidentOf(cells, expected) };
}
