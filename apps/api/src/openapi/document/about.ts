/** What stands at the head of the document. */
export const ABOUT = {
  title: 'Mizan',
  summary: 'The shared, append-only record of a bilateral de-escalation mechanism',
  description: `Orders go in, read models come out. An order (POST) is answered once its facts are in the ledger, with the \`position\`
of the newest; a read with \`waitFor=POSITION\` sees them. Every read takes the as-of pair \`asOf\` (what was known) and
\`validAt\` (up to which moment time has run), and says which pair it answered for.

Positions and revisions are decimal text. Lists come in pages: \`next\` is the \`cursor\` of the page after, null on the
last. Every refusal is \`application/problem+json\` with a stable \`code\` and a \`remedy\`; browsers that ask for HTML get
the same as a page. Every path answers 404 ROUTE_UNKNOWN or 405 METHOD_NOT_ALLOWED (with Allow) where it or its method
does not exist, 431 HEADERS_TOO_LARGE or 408 REQUEST_TIMEOUT where a request cannot be taken in, and names the request in
\`X-Request-Id\`. Clients ignore fields that they do not know.`,
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
} as const;
