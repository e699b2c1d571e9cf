import { reference, told, type SectionWords } from '../openapi';

/** The beginning of a page, as the document shows it. */
export const PAGE = { type: 'text/html', example: '<!doctype html><html lang="en">…</html>' } as const;

/** What the page takes beside its path. */
export const MOMENT = {
  asOf: { description: 'What was known: a position or an instant.', type: 'string', examples: ['457'] },
  validAt: { description: 'Up to which moment time has run.', type: 'string', format: 'date-time' },
} as const;

/** How a moment can fail to be one that can be read. */
export const READING = ['PARAMETER_INVALID', 'POSITION_UNKNOWN', 'READ_MODEL_BEHIND'] as const;

export const PAGES: SectionWords = {
  name: 'Pages',
  about:
    'For people with a browser: no script is needed. Problems come as pages too where HTML is asked for.',
  path: {
    id: told(reference, "The case's id, or its reference.").schema,
    name: { description: 'A name belongs to one content for ever.', type: 'string', examples: ['style.css'] },
  },
};
