/** The resource that access tokens are for. */
export const LEDGER_RESOURCE = 'urn:mizan:ledger';

/** Every persona's client secret: it protects nothing, and says so. */
export const EXERCISE_SECRET = 'exercise-only';

/** In seconds. Whoever needs longer asks again. */
export const TOKEN_LIFE_S = 60 * 60;

/** Of access tokens that are JWTs: RFC 9068. */
export const TOKEN_TYPE = 'at+jwt';
