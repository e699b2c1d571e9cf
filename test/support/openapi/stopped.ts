import { checkpoints } from '@mizan/read-models';
import type { Stage } from './stage';

/** No event of the scene is one of its own: nothing moves its checkpoint meanwhile. */
export const STOPPED = 'incidents';

export const STOPPING_EVENT = 'c1d2ab34-9f6e-5b7a-8c21-5a4d1e2f3b60';

/** On record as stopped by an event, as the worker leaves it. */
export async function stopProjection({ ledger }: Stage): Promise<void> {
  await checkpoints(ledger.readDatabase).fail(STOPPED, {
    position: 1n,
    eventId: STOPPING_EVENT,
    eventType: 'IncidentAlleged',
    error: 'Put there by a test.',
    fingerprint: '0123456789ab',
  });
}
