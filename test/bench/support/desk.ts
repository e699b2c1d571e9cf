import { randomUUID } from 'node:crypto';
import { askToken } from '../../support/ask-token';
import { exampleShare } from '../../support/example-share';
import { HttpLine, type HttpAnswer } from './http-line';

/** A share whose event is stored as about 1,000 bytes of data and metadata. */
const believed = 'A fictional group stores equipment in a disused farm; exercise report. '.repeat(4);

const draftBody = JSON.stringify(exampleShare({ believed }));

interface Lane {
  readonly line: HttpLine;
  /** The header line that says who asks. */
  readonly authorization: string;
}

/** So many officers at so many connections, each asking one thing at a time. */
export class Desk {
  private constructor(private readonly lanes: readonly Lane[]) {}

  /** The connections are spread over the apis at these addresses, as a proxy before them would. */
  static async open(urls: readonly string[], connections: number): Promise<Desk> {
    const apis = await Promise.all(
      urls.map(async (url) => ({
        url: new URL(url),
        authorization: `Authorization: Bearer ${await askToken(url, 'pk.sharer')}\r\n`,
      })),
    );
    const each = Array.from({ length: Math.ceil(connections / apis.length) }, () => apis).flat();
    const lanes = each.slice(0, connections);
    return new Desk(lanes.map(({ url, authorization }) => ({ line: new HttpLine(url), authorization })));
  }

  /** The id of the new case, and the answer's position. */
  async draft(lane: number): Promise<{ id: string; position: string }> {
    return this.order(lane, '/v1/shares', draftBody);
  }

  /** A fact that a case takes again and again: what is believed is put otherwise. */
  async correct(lane: number, id: string): Promise<{ id: string; position: string }> {
    const body = `{"reason":"A clearer report.","believed":"${believed}${randomUUID()}"}`;
    return this.order(lane, `/v1/shares/${id}/correction`, body);
  }

  async read(lane: number, path: string): Promise<unknown> {
    const { line, authorization } = this.lane(lane);
    return parsed(path, await line.ask({ method: 'GET', path, headers: authorization }));
  }

  close(): void {
    for (const { line } of this.lanes) line.close();
  }

  private async order(lane: number, path: string, body: string): Promise<{ id: string; position: string }> {
    const { line, authorization } = this.lane(lane);
    const headers = `${authorization}Content-Type: application/json\r\nIdempotency-Key: ${randomUUID()}\r\n`;
    const answer = await line.ask({ method: 'POST', path, headers, body });
    return parsed(path, answer) as { id: string; position: string };
  }

  private lane(number: number): Lane {
    const lane = this.lanes[number % this.lanes.length];
    if (!lane) throw new Error('This desk has no connection.');
    return lane;
  }
}

function parsed(path: string, { status, body }: HttpAnswer): unknown {
  if (status >= 300) throw new Error(`${path}: ${status} ${body.slice(0, 500)}`);
  return JSON.parse(body) as unknown;
}
