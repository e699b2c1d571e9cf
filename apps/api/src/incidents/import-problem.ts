import type { ForeignFile } from '@mizan/interop';
import { Problem } from '../http/problem';

/** The one format that is read so far. */
export const UCDP_GED = 'ucdp-ged';

export function unknownFormat(): Problem {
  const remedy = `Say ?format=${UCDP_GED}, and send a file of that format.`;
  return new Problem({
    code: 'FORMAT_UNKNOWN',
    status: 400,
    detail: `Incidents are imported from one format so far: ${UCDP_GED}.`,
    remedy,
    errors: [{ pointer: 'format', detail: remedy }],
  });
}

export function foreign({ code, message }: ForeignFile): Problem {
  return new Problem({
    code,
    status: 422,
    detail: message,
    remedy: 'Nothing was stored. Send the whole CSV file as its source publishes it.',
  });
}
