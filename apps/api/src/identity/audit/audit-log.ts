import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { types } from 'node:util';
import type { Identity } from '@mizan/access';
import { instantOf, type Clock } from '@mizan/es';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Request, Response } from 'express';
import { requestIdOf } from '../../limits/request-id';

/** What is written down besides the time. Never a token, a secret, a place, or words that somebody wrote. */
export interface AuditEntry {
  /** In the past tense, such as `refused` or `session-ended`. */
  readonly event: string;
  /** Id of the identity, as the ledger records it; null when nobody is known. */
  readonly who: string | null;
  readonly [fact: string]: string | number | null;
}

const STANDARD_ERROR = 2;

/**
 * Who was refused what, and which sessions began and ended: one JSON document per line, appended, readable by this user
 * alone. It tells of this installation and is no part of the ledger.
 */
export class AuditLog implements OnModuleDestroy {
  private fd: number | null = null;

  /** `file` is a path, or `-` for standard error. `complain` is told when a line could not be written. */
  constructor(
    private readonly file: string,
    private readonly clock: Clock,
    private readonly complain: (words: string) => void = console.error,
  ) {}

  /** Never throws: a refusal stands also when the disk is full. */
  write(entry: AuditEntry): void {
    const line = JSON.stringify({ at: instantOf(this.clock.now()), ...entry });
    try {
      // Whole lines at the end: several apis may share the file.
      writeSync((this.fd ??= this.open()), `${line}\n`);
    } catch (error) {
      const code = types.isNativeError(error) && 'code' in error ? String(error.code) : 'unknown reason';
      this.complain(`The audit log ${this.file} lacks a line: it cannot be written (${code}).`);
    }
  }

  /** `route` is the pattern and not the path: what somebody typed into an address is not repeated. */
  refused(request: Request & { identity?: Identity }, response: Response, reason: string): void {
    const { identity, method } = request;
    this.write({
      event: 'refused',
      who: identity?.id ?? null,
      role: identity?.role ?? null,
      status: response.statusCode,
      reason,
      method,
      route: routeOf(request),
      from: request.socket.remoteAddress ?? null,
      request: requestIdOf(response),
    });
  }

  onModuleDestroy(): void {
    if (this.fd !== null && this.fd !== STANDARD_ERROR) closeSync(this.fd);
    this.fd = null;
  }

  private open(): number {
    if (this.file === '-') return STANDARD_ERROR;
    mkdirSync(dirname(this.file), { recursive: true });
    return openSync(this.file, 'a', 0o600);
  }
}

/** Express calls the matched route's pattern `path`; what is mounted before the routes has a base instead. */
function routeOf({ route, baseUrl }: Request): string | null {
  const { path } = (route ?? {}) as { path?: unknown };
  if (typeof path === 'string') return path;
  return baseUrl === '' ? null : `${baseUrl}/*`;
}
