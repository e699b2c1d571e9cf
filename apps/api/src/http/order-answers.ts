import type { Response } from 'express';

interface Ready {
  readonly response: Response;
  readonly text: string;
}

/**
 * Sends the answers to orders. One answer of the store ends several orders at once: what becomes ready in one turn of the
 * event loop leaves together when the turn ends, so that whoever asked is woken once, and asks again together.
 */
export class OrderAnswers {
  private ready: Ready[] = [];

  /** Whether this is the answer to an order; then it is sent, as Express would. Throws what JSON.stringify throws. */
  take(response: Response, body: unknown): boolean {
    if (!isToOrder(response, body)) return false;
    const text = JSON.stringify(body);
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    if (this.ready.length === 0) setImmediate(() => this.send());
    this.ready.push({ response, text });
    return true;
  }

  private send(): void {
    const { ready } = this;
    this.ready = [];
    for (const { response, text } of ready) response.end(text);
  }
}

/** Orders are POSTs, and their answers name the revision that they made. */
function isToOrder(response: Response, body: unknown): body is object {
  return (
    response.req.method === 'POST' &&
    response.hasHeader('ETag') &&
    !response.hasHeader('Content-Type') &&
    typeof body === 'object' &&
    body !== null
  );
}
