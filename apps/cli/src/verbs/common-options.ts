import type { OptionSpec, VerbSpec } from './spec';

const json = {
  flags: '--json',
  description: 'one JSON document on standard output; problems as problem+json',
};

export const urlOption: OptionSpec = {
  flags: '--url <url>',
  description: 'where the server is (MIZAN_URL, else port MIZAN_PORT of this machine)',
};

const server = [{ flags: '--as <persona>', description: 'who is speaking, such as pk.sharer' }, urlOption];

const read = [
  { flags: '--as-of <position or instant>', description: 'what was known then; inclusive' },
  { flags: '--valid-at <instant>', description: 'up to which moment time has run' },
];

const write = [
  { flags: '--idempotency-key <uuid>', description: 'names this order: repeating it records nothing twice' },
  { flags: '--if-match <revision>', description: 'only if the record is still at this revision' },
];

const more: Readonly<Record<VerbSpec['kind'], readonly OptionSpec[]>> = {
  local: [],
  server,
  read: [...read, ...server],
  write: [...write, ...server],
};

/** The options that verbs of this kind share. */
export function commonOptions(kind: VerbSpec['kind']): readonly OptionSpec[] {
  return [...more[kind], json];
}
