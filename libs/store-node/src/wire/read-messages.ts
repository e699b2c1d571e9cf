import { readIdentifier } from './event-view';
import type { ProtoReader } from './reader';

/** Where a read or subscription starts. */
export type From =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'revision'; readonly revision: bigint }
  | { readonly kind: 'position'; readonly commit: bigint; readonly prepare: bigint };

export interface FilterRequest {
  readonly on: 'stream' | 'type' | undefined;
  readonly regex: string;
  readonly prefixes: readonly string[];
  /** Events looked at per checkpoint interval; undefined when the caller chose neither window. */
  readonly window: number | undefined;
  readonly multiplier: number;
}

/** ReadReq.Options; a part of a oneof that the caller left out is undefined. */
export interface ReadRequest {
  /** Undefined for $all. */
  readonly stream: Buffer | undefined;
  readonly source: 'stream' | 'all' | undefined;
  readonly from: From | undefined;
  readonly backwards: boolean;
  readonly resolveLinks: boolean;
  /** A number of events, or 'subscription'. */
  readonly count: number | 'subscription' | undefined;
  readonly filter: FilterRequest | 'none' | undefined;
  readonly uuid: 'structured' | 'string' | undefined;
  readonly compatibility: number;
}

/** The window when the caller sends `count`, as on the real server. */
const DEFAULT_WINDOW = 32;

type Draft = { -readonly [Key in keyof ReadRequest]: ReadRequest[Key] };

export function readReadRequest(reader: ProtoReader): ReadRequest {
  const draft: Draft = {
    stream: undefined,
    source: undefined,
    from: undefined,
    backwards: false,
    resolveLinks: false,
    count: undefined,
    filter: undefined,
    uuid: undefined,
    compatibility: 0,
  };
  while (reader.more()) {
    if (reader.field() === 1) readOptions(reader.message(), draft);
    else reader.skip();
  }
  return draft;
}

const OPTIONS: Readonly<Record<number, (reader: ProtoReader, draft: Draft) => void>> = {
  1: (reader, draft) => readStreamOptions(reader.message(), draft),
  2: (reader, draft) => readAllOptions(reader.message(), draft),
  3: (reader, draft) => void (draft.backwards = reader.varint() === 1),
  4: (reader, draft) => void (draft.resolveLinks = reader.bool()),
  5: (reader, draft) => void (draft.count = Number(reader.uint64())),
  6: (reader, draft) => {
    reader.skip();
    draft.count = 'subscription';
  },
  7: (reader, draft) => void (draft.filter = readFilter(reader.message())),
  8: (reader, draft) => {
    reader.skip();
    draft.filter = 'none';
  },
  9: (reader, draft) => readUuidOption(reader.message(), draft),
  10: (reader, draft) => readControlOption(reader.message(), draft),
};

function readOptions(reader: ProtoReader, draft: Draft): void {
  while (reader.more()) {
    const read = OPTIONS[reader.field()];
    if (read === undefined) reader.skip();
    else read(reader, draft);
  }
}

function readStreamOptions(reader: ProtoReader, draft: Draft): void {
  draft.source = 'stream';
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) draft.stream = readIdentifier(reader.message());
    else if (field === 2) draft.from = { kind: 'revision', revision: reader.uint64() };
    else draft.from = readEdge(reader, field === 3, field === 4) ?? draft.from;
  }
}

function readAllOptions(reader: ProtoReader, draft: Draft): void {
  draft.source = 'all';
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) draft.from = readPosition(reader.message());
    else draft.from = readEdge(reader, field === 2, field === 3) ?? draft.from;
  }
}

function readEdge(reader: ProtoReader, start: boolean, end: boolean): From | undefined {
  reader.skip();
  if (start) return { kind: 'start' };
  return end ? { kind: 'end' } : undefined;
}

function readPosition(reader: ProtoReader): From {
  let commit = 0n;
  let prepare = 0n;
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) commit = reader.uint64();
    else if (field === 2) prepare = reader.uint64();
    else reader.skip();
  }
  return { kind: 'position', commit, prepare };
}

function readFilter(reader: ProtoReader): FilterRequest {
  let on: FilterRequest['on'];
  let expression: Pick<FilterRequest, 'regex' | 'prefixes'> = { regex: '', prefixes: [] };
  let window: number | undefined;
  let multiplier = 0;
  while (reader.more()) {
    const field = reader.field();
    if (field === 1 || field === 2) {
      on = field === 1 ? 'stream' : 'type';
      expression = readExpression(reader.message());
    } else if (field === 3) window = reader.varint();
    else if (field === 5) multiplier = reader.varint();
    else {
      reader.skip();
      if (field === 4) window = DEFAULT_WINDOW;
    }
  }
  return { on, ...expression, window, multiplier };
}

function readExpression(reader: ProtoReader): Pick<FilterRequest, 'regex' | 'prefixes'> {
  let regex = '';
  const prefixes: string[] = [];
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) regex = reader.string();
    else if (field === 2) prefixes.push(reader.string());
    else reader.skip();
  }
  return { regex, prefixes };
}

function readUuidOption(reader: ProtoReader, draft: Draft): void {
  while (reader.more()) {
    const field = reader.field();
    reader.skip();
    if (field === 1) draft.uuid = 'structured';
    else if (field === 2) draft.uuid = 'string';
  }
}

function readControlOption(reader: ProtoReader, draft: Draft): void {
  while (reader.more()) {
    if (reader.field() === 1) draft.compatibility = reader.varint();
    else reader.skip();
  }
}
