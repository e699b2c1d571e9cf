import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { usage } from './cli-problem';
import { errorWords } from './output/error-words';

/** The bytes of a file, or of standard input for "-", as they come. @throws CliProblem usage */
export async function openBytes(path: string): Promise<ReadableStream<Uint8Array>> {
  return Readable.toWeb(await open(path)) as ReadableStream<Uint8Array>;
}

/** The JSON object in a file, or on standard input for "-". @throws CliProblem usage */
export async function readJson(path: string): Promise<object> {
  const content = await text(await open(path));
  const name = path === '-' ? 'Standard input' : path;
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw usage(`${name} is not JSON: ${errorWords(error)}.`, 'Give one JSON object in UTF-8.');
  }
  throw usage(`${name} does not hold a JSON object.`, 'Give one JSON object in UTF-8.');
}

async function open(path: string): Promise<Readable> {
  if (path === '-') return process.stdin;
  const found = await stat(path).catch((error: unknown) => {
    throw usage(
      `${path} cannot be read: ${errorWords(error)}.`,
      'Give the path of a file, or - for standard input.',
    );
  });
  if (found.isDirectory()) throw usage(`${path} is a folder.`, 'Give the path of a file.');
  return createReadStream(path);
}
