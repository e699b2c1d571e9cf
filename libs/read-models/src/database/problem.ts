export type ReadDatabaseProblemCode =
  | 'READ_DATABASE_CORRUPT'
  | 'READ_DATABASE_UNREACHABLE'
  | 'READ_DATABASE_DENIED'
  | 'READ_DATABASE_READ_ONLY'
  | 'READ_DATABASE_FULL'
  | 'READ_DATABASE_BUSY'
  | 'READ_DATABASE_CROWDED'
  | 'READ_DATABASE_NEWER'
  | 'READ_DATABASE_FOREIGN';

export interface ProblemWords {
  /** What is wrong, with the name of the file or the database. */
  readonly detail: string;
  /** What the operator does next. */
  readonly remedy: string;
  /** Waiting may be enough, as for a server that is being started. */
  readonly passing?: boolean;
}

/** A database that cannot be used as it is. The message is `detail` and `remedy`. */
export class ReadDatabaseProblem extends Error {
  override readonly name = 'ReadDatabaseProblem';
  readonly detail: string;
  readonly remedy: string;
  /** Waiting may be enough; otherwise only a person can mend it. */
  readonly passing: boolean;

  constructor(
    readonly code: ReadDatabaseProblemCode,
    { detail, remedy, passing = false }: ProblemWords,
    options?: ErrorOptions,
  ) {
    super(`${detail} ${remedy}`, options);
    this.detail = detail;
    this.remedy = remedy;
    this.passing = passing;
  }
}
