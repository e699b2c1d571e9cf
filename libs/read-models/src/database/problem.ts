export type ReadDatabaseProblemCode =
  | 'READ_DATABASE_CORRUPT'
  | 'READ_DATABASE_UNREACHABLE'
  | 'READ_DATABASE_READ_ONLY'
  | 'READ_DATABASE_FULL'
  | 'READ_DATABASE_BUSY'
  | 'READ_DATABASE_NEWER';

export interface ProblemWords {
  /** What is wrong, with the file's name. */
  readonly detail: string;
  /** What the operator does next. */
  readonly remedy: string;
}

/** A database file that cannot be used as it is. The message is `detail` and `remedy`. */
export class ReadDatabaseProblem extends Error {
  override readonly name = 'ReadDatabaseProblem';
  readonly detail: string;
  readonly remedy: string;

  constructor(
    readonly code: ReadDatabaseProblemCode,
    { detail, remedy }: ProblemWords,
    options?: ErrorOptions,
  ) {
    super(`${detail} ${remedy}`, options);
    this.detail = detail;
    this.remedy = remedy;
  }
}
