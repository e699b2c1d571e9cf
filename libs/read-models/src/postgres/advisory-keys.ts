/**
 * Keys of advisory locks, which a server keeps per database and number: the letters "Mizan" and what is locked. Nothing
 * else that uses the database is likely to have chosen them.
 */
const house = 0x4d_69_7a_61_6e_00n;

export const advisoryKeys = {
  /** Held by a session for as long as it is the worker that writes. */
  worker: house + 1n,
  /** Held while a schema is brought forwards. */
  migration: house + 2n,
} as const;
