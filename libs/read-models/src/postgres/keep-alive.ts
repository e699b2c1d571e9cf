/**
 * For the start of a session: the server notices within ten seconds that the machine at the other end is gone without a
 * word, and frees what its transactions and its worker's lock held.
 */
export const keepAlive =
  'set tcp_keepalives_idle to 4; set tcp_keepalives_interval to 2; set tcp_keepalives_count to 3';
