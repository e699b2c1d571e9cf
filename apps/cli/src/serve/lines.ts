import type { Readable } from 'node:stream';

/** Gives each whole line of a stream, and what is left without a line's end when the stream ends. */
export function eachLine(stream: Readable, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach((line) => take(line));
  });
  stream.on('end', () => {
    if (rest) take(rest);
  });
}
