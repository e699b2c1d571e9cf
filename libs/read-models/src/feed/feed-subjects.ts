import { idInStream, type SubjectKind } from '@mizan/domain';

/** What an entry of the ledger is about. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

export interface Subjects {
  /** Ids of the shares, and of the strikes, each once. */
  readonly shares: readonly string[];
  readonly strikes: readonly string[];
  /** Null for a stream that is none of Mizan's. */
  of(stream: string): Subject | null;
}

export function subjectsOf(entries: readonly { readonly stream: string }[]): Subjects {
  const known = new Map(entries.map(({ stream }) => [stream, idInStream(stream)]));
  const idsOf = (kind: SubjectKind) =>
    [...known.values()].flatMap((subject) => (subject?.kind === kind ? subject.id : []));
  return { shares: idsOf('share'), strikes: idsOf('strike'), of: (stream) => known.get(stream) ?? null };
}
