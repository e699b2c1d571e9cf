import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The recorded conversations; the README beside the file says how they are written. */
export interface Scenario {
  readonly scenario: string;
  readonly steps: readonly Step[];
}

export type Step = StepCall & { readonly response: unknown };

export type StepCall =
  | { readonly call: 'append'; readonly request: AppendRequest }
  | {
      readonly call: 'batchAppend';
      readonly request: { readonly parts: readonly BatchPart[]; readonly take: number };
    }
  | { readonly call: 'read'; readonly request: ReadRequest }
  | { readonly call: 'delete' | 'tombstone'; readonly request: WriteTarget }
  /** Not in the recordings: time that passes between two calls. */
  | { readonly call: 'wait'; readonly request: { readonly seconds: number } };

export type ExpectedRevision = number | 'any' | 'no_stream' | 'stream_exists';

export interface WriteTarget {
  readonly stream: string;
  readonly expected: ExpectedRevision;
}

export interface AppendRequest extends WriteTarget {
  readonly events: readonly RequestEvent[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly deadlineMs?: number;
}

export interface BatchPart extends WriteTarget {
  readonly correlation: string;
  readonly events: readonly RequestEvent[];
  readonly deadlineMs?: number;
}

export interface RequestEvent {
  readonly id: string;
  readonly type?: string;
  readonly data?: string | { readonly repeat: string; readonly times: number };
  readonly metadata?: string;
  readonly contentType?: string | null;
  readonly count?: number;
}

export interface ReadRequest {
  readonly stream?: string;
  /** `start`, `end`, a revision, or the rank of a position (`p3`). */
  readonly from: number | string;
  readonly direction?: 'backwards';
  readonly count?: number | null;
  readonly resolveLinks?: boolean;
  readonly subscribe?: boolean;
  readonly uuid?: 'structured' | null;
  readonly compatibility?: number;
  readonly filter?: Filter | null;
  readonly thenCall?: readonly StepCall[];
}

export interface Filter {
  readonly prefix?: readonly string[];
  readonly regex?: string;
  readonly on?: 'type';
  readonly max?: number;
  readonly multiplier?: number;
}

export function loadScenarios(): readonly Scenario[] {
  const file = join(__dirname, '..', 'fixtures', 'eventstore', 'transcripts.json');
  return JSON.parse(readFileSync(file, 'utf8')) as readonly Scenario[];
}
