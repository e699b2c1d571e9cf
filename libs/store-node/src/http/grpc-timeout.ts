const UNITS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 1e-3, n: 1e-6 };

/** The longest wait a timer takes; a longer deadline never comes in practice. */
const LONGEST = 2 ** 31 - 1;

/** The `grpc-timeout` header as milliseconds; undefined when it is absent or malformed. */
export function grpcTimeout(header: string | string[] | undefined): number | undefined {
  const match = typeof header === 'string' ? /^(\d{1,8})([HMSmun])$/.exec(header) : null;
  const unit = UNITS[match?.[2] ?? ''];
  return unit === undefined ? undefined : Math.min(Number(match?.[1]) * unit, LONGEST);
}
