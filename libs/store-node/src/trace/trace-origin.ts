/** The order that an event records, by the ids that Mizan's envelopes carry. */
export interface TraceOrigin {
  readonly correlationId: string;
  readonly commandId: string;
}

/** Whose trace an append belongs to when its call does not say so: clients of EventStoreDB send no trace context. */
export function originOf(metadata: Uint8Array | undefined): TraceOrigin | undefined {
  if (metadata === undefined || metadata.length === 0) return undefined;
  try {
    const { correlationId, commandId } = JSON.parse(new TextDecoder().decode(metadata)) as Record<
      string,
      unknown
    >;
    if (typeof correlationId !== 'string' || typeof commandId !== 'string') return undefined;
    return { correlationId, commandId };
  } catch {
    return undefined;
  }
}
