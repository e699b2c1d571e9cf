/** The resource that access tokens are for. */
export const LEDGER_RESOURCE = 'urn:mizan:ledger';

/** Every persona's client secret: it protects nothing, and says so. */
export const EXERCISE_SECRET = 'exercise-only';

/** A working day, in seconds. */
export const TOKEN_LIFE_S = 12 * 60 * 60;
