import { usage } from '../../cli-problem';
import { readJson } from '../../files';
import type { Context, OrderInput } from '../context';
import type { VerbSpec } from '../spec';
import { written } from '../written';
import { exampleShare } from './example';

/** Whatever the file holds: the server says what is wrong with it. */
type Body = OrderInput<'draftShare'>['body'] & object;

export const logShare: VerbSpec = {
  name: 'log',
  description: 'draft a share from a file (sharer); --example prints one to begin with',
  kind: 'write',
  options: [
    { flags: '--file <path>', description: 'the share as JSON; - for standard input' },
    {
      flags: '--deadline <duration or instant>',
      description: 'instead of the one in the file, such as P7D or PT2S',
    },
    { flags: '--example', description: 'print a valid, fictional share; needs no server' },
  ],
  async run(context) {
    if (context.flag('example')) return example();
    const share = { ...(await shareIn(context)), ...deadline(context) };
    return written('Drafted', await context.order('draftShare', { body: share }));
  },
};

function example() {
  return { json: exampleShare, text: () => JSON.stringify(exampleShare, null, 2) };
}

async function shareIn(context: Context): Promise<Body> {
  const file = context.text('file');
  if (file) return (await readJson(file)) as Body;
  throw usage(
    'Which share?',
    'Say --file PATH (or - for standard input); mizan share log --example prints one.',
  );
}

function deadline(context: Context): object {
  const text = context.text('deadline');
  return text === undefined ? {} : { deadline: text };
}
