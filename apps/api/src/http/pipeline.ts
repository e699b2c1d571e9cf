import {
  json,
  urlencoded,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import helmet from 'helmet';
import { answering } from './constant-headers';
import { limitAddresses } from '../limits/address-limit';
import { BODY_LIMIT_MB, isBodyError, problemOfBody } from './body-problem';
import { inTurn } from './in-turn';
import { assertShallow } from './json-depth';

/** What happens to every request first, in order. `secure`: people come by https and by nothing else. */
export function entrance({
  rateLimit,
  secure,
}: {
  rateLimit: number;
  secure: boolean;
}): readonly RequestHandler[] {
  return [
    answering(helmet({ ...headers, strictTransportSecurity: secure && { maxAge: year } })),
    limitAddresses(rateLimit),
  ];
}

/** How bodies are read, after everything that reads its own. */
export function bodies(): readonly (RequestHandler | ErrorHandler)[] {
  return [inTurn([readJson, readForm]), explainBody];
}

type ErrorHandler = (error: unknown, request: Request, response: Response, next: NextFunction) => void;

const year = 31_536_000;

/** Server-rendered pages need nothing but their own styles; plain HTTP on loopback must not be upgraded. */
const headers = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
};

const readJson = json({
  limit: BODY_LIMIT_MB * 1024 * 1024,
  verify: (_request, _response, body) => assertShallow(body),
});

/** Forms of pages are short. */
const readForm = urlencoded({ extended: false, limit: 10_240 });

/** Nest would keep only the message of a parser's error. */
const explainBody: ErrorHandler = (error, _request, _response, next) => {
  next(isBodyError(error) ? problemOfBody(error) : error);
};
