import { EventCodec, type Decider, type Decoded, type EventDefinition } from '../index';

/** A smallest aggregate for the kernel's own specs: it counts to a limit. */
export type Counted = { readonly type: 'Counted'; readonly data: { readonly by: number } };
export type Count = { readonly by: number; readonly now: string; readonly limit?: number };

export const counter: Decider<Count, Counted, number> = {
  initialState: 0,
  decide: ({ by, limit = 100 }, total) => {
    if (total + by > limit) return { refused: 'LIMIT', detail: 'Beyond the limit.', remedy: 'Count less.' };
    return by === 0 ? [] : [{ type: 'Counted', data: { by } }];
  },
  evolve: (total, event) => total + event.data.by,
};

const counted: EventDefinition = {
  type: 'Counted',
  shapes: [
    {
      check: (data) =>
        typeof (data as { by?: unknown }).by === 'number' ? [] : ['data.by: a number expected'],
    },
  ],
};

export const counterCodec = new EventCodec([counted]);

export function amounts(events: readonly Decoded[]): number[] {
  return events.map((event) => (event as Decoded<Counted>).data.by);
}
