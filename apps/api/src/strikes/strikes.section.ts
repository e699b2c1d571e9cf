import { told, uuid, type SectionWords } from '../openapi';

export const STRIKES: SectionWords = {
  name: 'Strikes',
  about: 'Strikes: notified by the side that struck, or alleged by the other.',
  path: { id: told(uuid, "The strike's id.").schema },
};
