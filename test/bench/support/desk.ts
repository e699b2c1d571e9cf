import { randomUUID } from 'node:crypto';
import { askToken } from '../../support/ask-token';
import { exampleShare } from '../../support/example-share';
import { HttpLine, type HttpAnswer } from './http-line';

/** A share whose event is stored as about 1,000 bytes of data and metadata. */
const believed = 'A fictional group stores equipment in a disused farm; exercise report. '.repeat(4);

/** So many officers at so many connections of one api, each asking one thing at a time. */
export class Desk {
  private constructor(
    private readonly lines: readonly HttpLine[],
    private readonly authorization: string,
  ) {}

  static async open(url: string, connections: number): Promise<Desk> {
    const token = await askToken(url, 'pk.sharer');
    const lines = Array.from({ length: connections }, () => new HttpLine(new URL(url)));
    return new Desk(lines, `Bearer ${token}`);
  }

  /** The id of the new case, and the answer's position. */
  async draft(lane: number): Promise<{ id: string; position: string }> {
    return this.order(lane, '/v1/shares', exampleShare({ believed }));
  }

  /** A fact that a case takes again and again: what is believed is put otherwise. */
  async correct(lane: number, id: string): Promise<{ id: string; position: string }> {
    const words = `${believed}${randomUUID()}`;
    return this.order(lane, `/v1/shares/${id}/correction`, { reason: 'A clearer report.', believed: words });
  }

  async read(lane: number, path: string): Promise<unknown> {
    const request = { method: 'GET', path, headers: { authorization: this.authorization } } as const;
    return parsed(path, await this.line(lane).ask(request));
  }

  close(): void {
    for (const line of this.lines) line.close();
  }

  private async order(lane: number, path: string, body: object): Promise<{ id: string; position: string }> {
    const headers = {
      authorization: this.authorization,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    const answer = await this.line(lane).ask({ method: 'POST', path, headers, body: JSON.stringify(body) });
    return parsed(path, answer) as { id: string; position: string };
  }

  private line(lane: number): HttpLine {
    const line = this.lines[lane % this.lines.length];
    if (!line) throw new Error('This desk has no connection.');
    return line;
  }
}

function parsed(path: string, { status, body }: HttpAnswer): unknown {
  if (status >= 300) throw new Error(`${path}: ${status} ${body.slice(0, 500)}`);
  return JSON.parse(body) as unknown;
}
