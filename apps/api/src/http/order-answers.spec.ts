import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import express, { type Response } from 'express';
import { OrderAnswers } from './order-answers';

const answer = { id: 'c0ffee', position: '7', words: 'Kunaṛ, صبر' };
let close = (): void => undefined;

/** A server whose every request is handled so; its address. */
async function serve(handle: (response: Response) => unknown): Promise<string> {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response) => void handle(response));
  const server = app.listen(0, '127.0.0.1');
  close = () => void server.close();
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const told = async (response: globalThis.Response) => {
  const headers = Object.fromEntries(response.headers);
  delete headers['date'];
  return { status: response.status, headers, body: await response.text() };
};

describe('answers to orders', () => {
  afterEach(() => close());

  it.each([answer, { ...answer, words: answer.words.repeat(200) }, {}, []])(
    'say what Express says, and as it says it',
    async (body) => {
      const answers = new OrderAnswers();
      const asked: string[] = [];
      const url = await serve((response) => {
        response.status(201).setHeader('ETag', '"3"');
        asked.push(response.req.path);
        if (response.req.path === '/express') response.json(body);
        else expect(answers.take(response, body)).toBe(true);
      });
      const [ours, express] = [
        await fetch(url, { method: 'POST' }),
        await fetch(`${url}/express`, { method: 'POST' }),
      ];
      expect(asked).toEqual(['/', '/express']);
      expect(await told(ours)).toEqual(await told(express));
    },
  );

  it('that are ready in one turn of the event loop leave together at its end', async () => {
    const answers = new OrderAnswers();
    const waiting: Response[] = [];
    const ended: boolean[][] = [];
    const note = () => ended.push(waiting.map(({ writableEnded }) => writableEnded));
    const url = await serve(async (response) => {
      response.setHeader('ETag', '"3"');
      waiting.push(response);
      if (waiting.length < 2) return;
      for (const each of waiting) {
        answers.take(each, answer);
        // What waits for promises goes on in the same turn.
        await new Promise((resolve) => process.nextTick(resolve));
        note();
      }
      setImmediate(note);
    });
    const both = await Promise.all([fetch(url, { method: 'POST' }), fetch(url, { method: 'POST' })]);
    expect(await Promise.all(both.map((one) => one.json()))).toEqual([answer, answer]);
    expect(ended).toEqual([
      [false, false],
      [false, false],
      [true, true],
    ]);
  });

  it.each([
    ['a page or a list', 'GET', { ETag: '"3"' }, answer],
    ['what names no revision', 'POST', {}, answer],
    ['another type of content', 'POST', { ETag: '"3"', 'Content-Type': 'application/problem+json' }, answer],
    ['a text', 'POST', { ETag: '"3"' }, 'text'],
    ['nothing', 'POST', { ETag: '"3"' }, undefined],
  ])('are not %s', async (_, method, headers, body) => {
    const taken: boolean[] = [];
    const url = await serve((response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      taken.push(new OrderAnswers().take(response, body));
      response.end();
    });
    await fetch(url, { method });
    expect(taken).toEqual([false]);
  });

  it('to somebody who has left harm nobody', async () => {
    const answers = new OrderAnswers();
    const url = await serve((response) => {
      response.setHeader('ETag', '"3"');
      if (response.req.path === '/gone') response.req.socket.destroy();
      answers.take(response, answer);
    });
    await expect(fetch(`${url}/gone`, { method: 'POST' })).rejects.toThrow();
    expect(await (await fetch(url, { method: 'POST' })).json()).toEqual(answer);
  });
});
