import { describe, expect, it } from '@jest/globals';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { inTurn } from './in-turn';

const request = {} as Request;
const response = {} as Response;

/** What the handlers did, in order, and what the last of them was told. */
function pass(...handlers: readonly RequestHandler[]): Promise<unknown> {
  return new Promise((resolve) => void inTurn(handlers)(request, response, resolve as NextFunction));
}

describe('handlers in turn', () => {
  it('each begin when the one before hands on, also later', async () => {
    const begun: number[] = [];
    const handler =
      (number: number): RequestHandler =>
      (_request, _response, next) =>
        void (begun.push(number), number === 2 ? setImmediate(next) : next());
    expect(await pass(handler(1), handler(2), handler(3))).toBeUndefined();
    expect(begun).toEqual([1, 2, 3]);
  });

  it('end with the first that fails', async () => {
    const failure = new Error('no');
    const never: RequestHandler = () => expect('this').toBe('not called');
    expect(await pass((_request, _response, next) => next(failure), never)).toBe(failure);
  });

  it.each([undefined, null, '', 0])('go on where one hands on with %j, as Express does', async (word) => {
    const begun: string[] = [];
    const second: RequestHandler = (_request, _response, next) => void (begun.push('second'), next());
    await pass((_request, _response, next) => next(word), second);
    expect(begun).toEqual(['second']);
  });

  it('end with the first that throws, also when it was reached later', async () => {
    const failure = new Error('no');
    const later: RequestHandler = (_request, _response, next) => void setImmediate(next);
    const throws: RequestHandler = () => {
      throw failure;
    };
    expect(await pass(later, throws)).toBe(failure);
  });

  it('end with the first that answers itself', () => {
    const after: string[] = [];
    const answers: RequestHandler = () => undefined;
    const late: RequestHandler = () => void after.push('handler');
    void inTurn([answers, late])(request, response, () => after.push('next'));
    expect(after).toEqual([]);
  });
});
