import type { ActionKind, Grade, Marking, Results } from '@mizan/domain';
import type { Past, Step, StepEvent } from './scenario';

type Told<T extends StepEvent['type']> = Omit<Extract<StepEvent, { type: T }>, 'type'>;

const step = (after: string, event: StepEvent): Step => ({ after, event });

/* The words scenarios are written in. `after` counts from the draft. */

export const approve = (after: string) => step(after, { type: 'ApproveRelease' });
export const acknowledge = (after: string) => step(after, { type: 'AcknowledgeShare' });
export const admit = (after: string) => step(after, { type: 'AdmitShare' });
export const undertake = (after: string, kind: ActionKind) => step(after, { type: 'UndertakeAction', kind });
export const withdraw = (after: string, reason: string) => step(after, { type: 'WithdrawShare', reason });
export const close = (after: string, reason: string) => step(after, { type: 'CloseCase', reason });
export const challenge = (after: string, reason: string) => step(after, { type: 'ChallengeAction', reason });
export const sendBack = (after: string, told: Told<'ReturnShare'>) =>
  step(after, { type: 'ReturnShare', ...told });
export const correct = (after: string, told: Told<'CorrectShare'>) =>
  step(after, { type: 'CorrectShare', ...told });
export const supersede = (after: string, told: Told<'SupersedeShare'>) =>
  step(after, { type: 'SupersedeShare', ...told });
export const ruleOut = (after: string, told: Told<'RuleInadmissible'>) =>
  step(after, { type: 'RuleInadmissible', ...told });
export const decline = (after: string, told: Told<'DeclineAction'>) =>
  step(after, { type: 'DeclineAction', ...told });
export const act = (after: string, told: Told<'ReportAction'>) =>
  step(after, { type: 'ReportAction', ...told });
export const nothingFound = (after: string, told: Told<'ReportNothingFound'>) =>
  step(after, { type: 'ReportNothingFound', ...told });
export const notifyStrike = (after: string, told: Told<'NotifyStrike'>) =>
  step(after, { type: 'NotifyStrike', ...told });
export const allegeStrike = (after: string, told: Told<'AllegeStrike'>) =>
  step(after, { type: 'AllegeStrike', ...told });
export const admitStrike = (after: string, statement: string) =>
  step(after, { type: 'AdmitStrike', statement });
export const denyStrike = (after: string, statement: string) =>
  step(after, { type: 'DenyStrike', statement });

export const past = (ago: string, took: string): Past => ({ ago, took });
export const results = (persons: number | null, items: number | null, sites: number | null): Results => ({
  persons,
  items,
  sites,
});

/** Admiralty, such as `B2`. */
export function admiralty(
  code: `${'A' | 'B' | 'C' | 'D' | 'E' | 'F'}${'1' | '2' | '3' | '4' | '5' | '6'}`,
): Grade {
  const [reliability, credibility] = [...code] as [Grade['reliability'], Grade['credibility']];
  return { scheme: 'admiralty', reliability, credibility, value: null };
}

export const likelihood = (value: string): Grade => graded('icd-203', value);
export const confidence = (value: string): Grade => graded('stix-confidence', value);

function graded(scheme: Grade['scheme'], value: string): Grade {
  return { scheme, reliability: null, credibility: null, value };
}

export function marked(
  tlp: Marking['tlp'],
  permissibleUse: Marking['permissibleUse'] = null,
  ...handling: readonly string[]
): Marking {
  return { tlp, handling, permissibleUse };
}
