/** The beginning of a stream: where the reader stands, an entry, a sign of life, and the end. */
export const FRAMES = `retry: 2000
id: 456

id: 457
event: entry
data: {"position":"457","type":"ShareAcknowledged","recordedAt":"2026-11-03T09:30:00.000Z","exercise":true,"subject":{"kind":"share","id":"0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69","revision":"6"},"cases":[{"id":"0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69","reference":"PK-7F3A-Q2","state":"Acknowledged","overlays":["Exercise"],"outcome":{"claimed":"open","contested":false,"found":null},"deadline":{"due":"2026-11-10T09:00:00.000Z","basis":"P7D after delivery"}}]}

: heartbeat
id: 459

retry: 1000
event: bye
data: {"code":"SERVER_STOPPING","detail":"This server is stopping.","remedy":"Come again: the stream resumes from the last id."}

`;
