import type { Decoded } from '@mizan/es';

/** A decoded event for specs of projections that do not look at its content. */
export function decodedEvent(event: {
  readonly position: bigint;
  readonly recordedAt: string;
  readonly stream?: string;
  readonly exercise?: boolean;
}): Decoded {
  const { position, recordedAt, stream = 'share-00000000-0000-4000-8000-000000000001', exercise } = event;
  const id = `00000000-0000-4000-9000-${String(position).padStart(12, '0')}`;
  return {
    id,
    stream,
    type: 'ShareAcknowledged',
    revision: position,
    position,
    data: {},
    metadata: {
      version: 1,
      recordedAt,
      commandId: id,
      correlationId: id,
      causationId: id,
      actor: { id: 'af.recipient', party: 'AF', role: 'Recipient LO' },
      ...(exercise === undefined ? {} : { exercise }),
    },
  };
}
