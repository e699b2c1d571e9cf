import type { Came, Place } from './described-api';
import { personaOf, requestTo, type Changes } from './requests';
import { tellerOf, type Scene, type Teller } from './scene';
import type { Stage } from './stage';
import { STOPPED, STOPPING_EVENT, stopProjection } from './stopped';

/** What must be there before an operation can succeed, by its name; the rest succeeds on the scene as it is. */
const fresh: Readonly<Record<string, (told: Teller) => Promise<string>>> = {
  approveShare: (told) => told.draft(),
  correctShare: (told) => told.released(),
  acknowledgeShare: (told) => told.released(),
  admitShare: (told) => told.released(),
  returnShare: (told) => told.released(),
  declineShare: (told) => told.released(),
  undertakeAction: (told) => told.released(),
  reportAction: (told) => told.released(),
  reportNothingFound: (told) => told.released(),
  withdrawShare: (told) => told.released(),
  supersedeShare: (told) => told.released(),
  ruleInadmissible: (told) => told.released(),
  challengeAction: (told) => told.after('actions', 'af.recipient', { kind: 'search' }),
  closeShare: (told) => told.after('actions', 'af.recipient', { kind: 'search' }),
  admitStrike: (told) => told.post('af.sharer', '/v1/strikes', { kind: 'alleged' }),
  denyStrike: (told) => told.post('af.sharer', '/v1/strikes', { kind: 'alleged' }),
};

/** The operation's own success, on what it needs. */
export async function succeed(stage: Stage, scene: Scene, place: Place): Promise<Came> {
  const { operationId } = place.operation;
  const id = await fresh[operationId]?.(tellerOf(stage));
  const changes: Changes = { ...(id === undefined ? {} : { id }), ...(await special(stage, operationId)) };
  const request = requestTo(place, scene, changes);
  const persona = personaOf(place.operation);
  const who = persona === null ? {} : await stage.bearer(persona);
  return stage.send({ ...request, headers: { ...who, ...request.headers } });
}

async function special(stage: Stage, operationId: string): Promise<Changes> {
  if (operationId === 'retryProjection' || operationId === 'skipEvent') {
    await stopProjection(stage);
    return { id: STOPPED, body: { event: STOPPING_EVENT, reason: 'Nobody can read it.' } };
  }
  if (operationId === 'withdrawSkip') return withoutEvent(stage);
  if (operationId !== 'endSomebodysSession') return {};
  await stage.session('tr.cochair');
  const headers = await stage.bearer('operator');
  const { text } = await stage.send({ method: 'get', path: '/v1/sessions', headers });
  const { items } = JSON.parse(text) as { items: readonly { id: string }[] };
  return { id: items[0]?.id ?? '' };
}

/** A projection that was told to leave an event out. */
async function withoutEvent(stage: Stage): Promise<Changes> {
  await stopProjection(stage);
  const told = { event: STOPPING_EVENT, reason: 'Nobody can read it.' };
  const headers = { ...(await stage.bearer('operator')), 'content-type': 'application/json' };
  const path = `/v1/operations/projections/${STOPPED}/skip`;
  await stage.send({ method: 'post', path, headers, body: JSON.stringify(told) });
  return { id: STOPPED, body: told };
}
