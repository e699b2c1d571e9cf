import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';

type HeaderSetter = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** What `setter` says to one request is said to all: for headers that depend on nobody, worked out once. */
export function answering(setter: HeaderSetter): RequestHandler {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  setter(request, response, () => undefined);
  const headers = new Map(Object.entries(response.getHeaders() as Record<string, string>));
  return (_request, answer, next) => {
    answer.setHeaders(headers);
    next();
  };
}
