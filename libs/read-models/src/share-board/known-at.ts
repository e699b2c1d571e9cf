import { sql, type RawBuilder, type SqlBool } from 'kysely';

/**
 * The versions in force: at a position, or now when it is null. The bound on `created_position` follows from the others
 * and lets the history's index stop where the future begins.
 */
export function inForce(asOf: bigint | null): RawBuilder<SqlBool> {
  if (asOf === null) return sql<SqlBool>`to_position is null`;
  return sql<SqlBool>`created_position <= ${asOf} and from_position <= ${asOf}
    and (to_position is null or to_position > ${asOf})`;
}
