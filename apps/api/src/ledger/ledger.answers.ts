import { answer, decimal, orNull, told, whole } from '../openapi';

export const headAnswer = answer<{ position: string | null; readable: string | null }>('LedgerHead', {
  position: told(orNull(decimal), 'Of the newest event in the store; null in an empty ledger.'),
  readable: told(orNull(decimal), 'Of the newest event that reads see.'),
});

export const importedAnswer = answer<{ imported: number }>('LedgerImported', {
  imported: told(whole, 'Events that were stored.', { examples: [460] }),
});

/** Two lines of an export, the last ones. */
export const LINES = `{"stream":"share-0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69","revision":"6","id":"c1d2ab34-9f6e-5b7a-8c21-5a4d1e2f3b60","type":"ShareAcknowledged","contentType":"application/json","data":{},"metadata":{"version":1,"recordedAt":"2026-11-03T09:30:00.000Z"},"remaining":1}
{"stream":"share-0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69","revision":"7","id":"c1d2ab34-9f6e-5b7a-8c21-5a4d1e2f3b61","type":"ShareAdmitted","contentType":"application/json","data":{},"metadata":{"version":1,"recordedAt":"2026-11-03T09:31:00.000Z"},"remaining":0}
`;
