import { reference, told, uuid, type SectionWords } from '../openapi';

const either = [uuid.schema, told(reference, 'Its reference.').schema];

export const SHARES: SectionWords = {
  name: 'Shares',
  about: 'Intelligence that one side shares with the other, from the draft to the closed case.',
  path: { id: { description: "The case's id, or its reference.", anyOf: either, examples: ['PK-7F3A-Q2'] } },
};
