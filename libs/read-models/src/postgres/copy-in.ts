import type { Client, Connection, Submittable } from 'pg';

/** What the driver's connection has for COPY beyond its published type. */
interface CopyConnection {
  /** What is written is sent as it is; the driver's own method for pieces would copy each twice. */
  readonly stream: { write(message: Buffer): void };
  query(text: string): void;
  endCopyFrom(): void;
}

export interface CopyResult {
  readonly command: 'COPY';
  readonly rowCount: number | null;
  readonly rows: readonly never[];
}

/** Whether the text is a COPY that takes rows from the client. */
export function isCopyIn(text: string): boolean {
  return text.startsWith('copy ') && text.includes(' from stdin');
}

/** Sends messages with rows, in the format that the statement names. */
export function copyIn(
  client: Pick<Client, 'query'>,
  text: string,
  messages: readonly Buffer[],
): Promise<CopyResult> {
  return new Promise((resolve, reject) => client.query(new CopyIn({ text, messages, resolve, reject })));
}

interface CopyParts {
  readonly text: string;
  readonly messages: readonly Buffer[];
  readonly resolve: (result: CopyResult) => void;
  readonly reject: (error: Error) => void;
}

/** The driver calls these as the server answers; a query ends with `handleReadyForQuery`, also after an error. */
class CopyIn implements Submittable {
  private error: Error | null = null;

  constructor(private readonly parts: CopyParts) {}

  submit(connection: Connection): void {
    connection.query(this.parts.text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    for (const message of this.parts.messages) connection.stream.write(message);
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {
    // How many rows there were is what the caller knows.
  }

  handleError(error: Error): void {
    this.error = error;
    this.parts.reject(error);
  }

  handleReadyForQuery(): void {
    if (!this.error) this.parts.resolve({ command: 'COPY', rowCount: null, rows: [] });
  }
}
