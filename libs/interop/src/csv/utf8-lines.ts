import { TextDecoder } from 'node:util';
import { ForeignFile } from './foreign-file';

/**
 * Decodes chunks as UTF-8, across chunk borders, and ends every line with a plain newline, so that lines can be
 * counted as an editor counts them.
 * @throws ForeignFile at the first byte that is not UTF-8, or at a NUL, which no text holds
 */
export async function* utf8Lines(
  input: AsyncIterable<Uint8Array | string>,
  expected: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let held = '';
  for await (const chunk of input) {
    const text = held + (typeof chunk === 'string' ? chunk : decoded(decoder, expected, chunk));
    if (text.includes('\0')) throw new ForeignFile(expected, 'the file holds binary data');
    // A carriage return at the end may be half of a line end.
    held = text.endsWith('\r') ? '\r' : '';
    yield plainLines(text.slice(0, text.length - held.length));
  }
  yield plainLines(held + decoded(decoder, expected));
}

function decoded(decoder: TextDecoder, expected: string, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new ForeignFile(expected, 'the file is not text in UTF-8', { cause });
  }
}

function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
