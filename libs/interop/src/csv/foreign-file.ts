/** The file as a whole is not what it should be: another format, cut off, or not text. Nothing in it can be trusted. */
export class ForeignFile extends Error {
  readonly code = 'FOREIGN_FILE';

  /** @param expected completes the sentence "Expected …"; `found` says what is there instead. */
  constructor(expected: string, found: string, options?: ErrorOptions) {
    super(`Expected ${expected}; ${found}.`, options);
    this.name = 'ForeignFile';
  }
}
