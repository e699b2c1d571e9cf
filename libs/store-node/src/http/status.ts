/** gRPC status codes, by the names the protocol gives them. */
export const Status = {
  OK: 0,
  CANCELLED: 1,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
} as const;

export type StatusCode = (typeof Status)[keyof typeof Status];

/** Ends a call with a status; `trailers` carry what clients turn into typed errors. */
export class GrpcError extends Error {
  constructor(
    readonly status: StatusCode,
    message: string,
    readonly trailers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function invalidArgument(message: string): GrpcError {
  return new GrpcError(Status.INVALID_ARGUMENT, message);
}

export function streamDeleted(stream: Buffer): GrpcError {
  const name = stream.toString('utf8');
  return new GrpcError(Status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': name,
  });
}
