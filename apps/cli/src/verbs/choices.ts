import type { OptionSpec } from './spec';

/** What may be asked for and reported: the ledger's own words. */
export const actionKinds = [
  'search',
  'raid',
  'detention',
  'expulsion',
  'dismantling',
  'seizure',
  'asset-freeze',
  'disruption-warning',
] as const;

export const reasonOption: OptionSpec = { flags: '--reason <text>', description: 'why, in words' };

export const occurredAtOption: OptionSpec = {
  flags: '--occurred-at <instant>',
  description: 'when it happened, with zone, such as 2026-11-01T18:00:00+04:30 (default: now)',
};

export const placeOptions: readonly OptionSpec[] = [
  { flags: '--place <coordinates>', description: 'MGRS, DMS, DDM, decimal degrees or UTM, as written' },
  { flags: '--radius <metres>', description: 'how far around it' },
];
