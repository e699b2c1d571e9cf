import { answer, decimal, listOf, orNull, text } from '../openapi';
import { pairFields, strikeFields } from '../shares/case.answers';
import type { presentStrike } from './strike.presenter';

type Presented = ReturnType<typeof presentStrike>;

const fields = { ...strikeFields, revision: decimal, position: decimal };

const listed = answer<Presented>('Strike', fields);

export const strikeAnswer = answer<Presented & { asOf: string | null; validAt: string }>('StrikeDetail', {
  ...fields,
  ...pairFields,
});

export const strikePage = answer<{
  asOf: string | null;
  validAt: string;
  items: readonly Presented[];
  next: string | null;
}>('StrikePage', { ...pairFields, items: listOf(listed), next: orNull(text) });
