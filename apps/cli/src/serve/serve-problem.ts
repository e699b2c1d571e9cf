/** Why Mizan cannot run here; the message says what is wrong and what to do. */
export class ServeProblem extends Error {
  override readonly name = 'ServeProblem';
}
