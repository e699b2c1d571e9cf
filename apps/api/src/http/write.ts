import { hash, randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Outcome } from '@mizan/es';
import type { Request, Response } from 'express';
import { canonicalJson } from './canonical-json';
import { Problem } from './problem';
import { isUuid } from './uuid';

/** How an order is to be recorded; what the kernel's Order takes beside the command. */
export interface WriteOrder {
  /** UUID: the Idempotency-Key, or a new one. */
  readonly commandId: string;
  /** From If-Match. */
  readonly expectedRevision?: bigint;
  /** SHA-256, hexadecimal, over method, path and the body with its keys in order. */
  readonly bodyHash: string;
}

/** The request's WriteOrder. @throws Problem 400 for a malformed header, 415 for a body that is not JSON */
export const WriteOptions = createParamDecorator((_: unknown, context: ExecutionContext) =>
  writeOrderOf(context.switchToHttp().getRequest<Request>()),
);

export function writeOrderOf(request: Request): WriteOrder {
  assertJson(request);
  const expectedRevision = ifMatch(request.get('If-Match'));
  return {
    commandId: idempotencyKey(request.get('Idempotency-Key')),
    ...(expectedRevision === null ? {} : { expectedRevision }),
    bodyHash: hashOf(request),
  };
}

/** What an order to a record answers; positions and revisions are decimal. */
export interface StepAnswer {
  readonly id: string;
  /** Of the newest fact; null where there was nothing to record. */
  readonly position: string | null;
  readonly revision: string | null;
}

/** Sets the ETag and gives the part of the answer that every write has. */
export function answerWrite(
  response: Response,
  outcome: Pick<Outcome, 'revision' | 'position'>,
): Omit<StepAnswer, 'id'> {
  const revision = outcome.revision?.toString() ?? null;
  if (revision !== null) response.setHeader('ETag', `"${revision}"`);
  return { position: outcome.position?.toString() ?? null, revision };
}

function idempotencyKey(header: string | undefined): string {
  if (header === undefined) return randomUUID();
  const key = header.trim().toLowerCase();
  if (isUuid(key)) return key;
  throw malformed('Idempotency-Key', 'Send one UUID, a new one for every new order.');
}

/** Null where the header sets no condition on the revision. */
function ifMatch(header: string | undefined): bigint | null {
  if (header === undefined || header.trim() === '*') return null;
  const revision = /^\s*"(\d{1,19})"\s*$/.exec(header)?.[1];
  if (revision !== undefined) return BigInt(revision);
  throw malformed(
    'If-Match',
    'Send the ETag of the last answer, such as "3" with its quotes, or leave it out.',
  );
}

function malformed(header: string, remedy: string): Problem {
  return new Problem({
    code: 'HEADER_MALFORMED',
    status: 400,
    detail: `The header ${header} cannot be read.`,
    remedy,
    errors: [{ pointer: header, detail: remedy }],
  });
}

/** As the parser of bodies reads it. */
const json = /^[ \t]*application\/json[ \t]*(;|$)/i;

function assertJson(request: Request): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!hasBody || json.test(request.headers['content-type'] ?? '')) return;
  throw new Problem({
    code: 'MEDIA_TYPE_UNSUPPORTED',
    status: 415,
    detail: `This route reads JSON, not ${request.get('Content-Type') ?? 'a body without Content-Type'}.`,
    remedy: 'Send the body as JSON with the header Content-Type: application/json.',
  });
}

function hashOf(request: Request): string {
  const path = request.originalUrl.split('?', 1)[0] ?? '';
  return hash('sha256', `${request.method}\n${path}\n${canonicalJson(request.body ?? {})}`);
}
