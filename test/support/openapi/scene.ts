import { exampleShare } from '../example-share';
import { newKey, type Stage } from './stage';

/** Ids of cases and strikes, each in the state of its name. */
export interface Scene {
  readonly draft: string;
  readonly withdrawnDraft: string;
  readonly withoutHold: string;
  readonly shortHold: string;
  readonly pastDeadline: string;
  readonly farDeadline: string;
  readonly live: string;
  readonly acted: string;
  readonly withdrawn: string;
  readonly inadmissible: string;
  readonly closed: string;
  readonly returned: string;
  readonly declined: string;
  readonly superseded: string;
  readonly overdue: string;
  /** Returned, and a correction would set a deadline that is too far. */
  readonly returnedFar: string;
  /** Strikes of PK against AF. */
  readonly alleged: string;
  readonly notified: string;
  readonly admitted: string;
  readonly denied: string;
}

/** Everything that orders can be refused for, on record. */
export async function setScene(stage: Stage): Promise<Scene> {
  const told = tellerOf(stage);
  // The first deadlines pass as soon as the clock has caught up.
  stage.clock.behindMs = 30_000;
  const soon = new Date(stage.clock.now() + 29_000).toISOString();
  const pastDeadline = await told.draft({ deadline: soon });
  const overdue = await told.released({ deadline: 'PT1S' });
  // The hold ends with the last millisecond of the year 9999.
  const lastOf = { deadline: '9999-12-28T23:59:59.999Z', hold: { beyondDeadline: 'P3D' } };
  const returnedFar = await told.released(lastOf);
  await told.step(returnedFar, 'return', 'af.recipient', { defect: 'other', reason: 'Unclear.' });
  const live = await told.released();
  const scene = {
    draft: await told.draft(),
    withdrawnDraft: await told.step(await told.draft(), 'withdrawal', 'pk.sharer', { reason: 'No.' }),
    withoutHold: await told.draft({ hold: null }),
    shortHold: await told.draft({ hold: { beyondDeadline: 'PT1S' } }),
    farDeadline: await told.draft({ deadline: '9999-12-31T00:00:00Z' }),
    pastDeadline,
    overdue,
    returnedFar,
    live,
    acted: await told.after('actions', 'af.recipient', { kind: 'search' }),
    withdrawn: await told.after('withdrawal', 'pk.sharer', { reason: 'No longer true.' }),
    inadmissible: await told.after('inadmissibility', 'tr.cochair', { clause: '4', reasons: 'No place.' }),
    returned: await told.after('return', 'af.recipient', { defect: 'other', reason: 'Unclear.' }),
    declined: await told.after('declination', 'af.recipient', { reason: 'no-access', explanation: 'Snow.' }),
    superseded: await told.after('supersession', 'pk.sharer', { by: live, reason: 'Newer.' }),
    closed: await told.closed(),
    ...(await strikes(told)),
  };
  stage.clock.behindMs = 0;
  await told.readable();
  return scene;
}

async function strikes(told: Teller) {
  const allege = () => told.post('af.sharer', '/v1/strikes', { kind: 'alleged' });
  const admitted = await allege();
  const denied = await allege();
  await told.post('pk.sharer', `/v1/strikes/${admitted}/admission`, { statement: 'It was us.' });
  await told.post('pk.sharer', `/v1/strikes/${denied}/denial`, { statement: 'It was not us.' });
  const notified = await told.post('pk.sharer', '/v1/strikes', { kind: 'notified' });
  return { alleged: await allege(), notified, admitted, denied };
}

export type Teller = ReturnType<typeof tellerOf>;

/** Orders that must succeed; each answers the id of its record. */
export function tellerOf(stage: Stage) {
  const post = async (persona: string, path: string, body: object): Promise<string> => {
    const headers = { ...(await stage.bearer(persona)), ...newKey(), 'content-type': 'application/json' };
    const came = await stage.send({ method: 'post', path, headers, body: JSON.stringify(body) });
    if (came.status >= 300) throw new Error(`${persona} ${path}: ${came.status} ${came.text}`);
    return (JSON.parse(came.text) as { id: string }).id;
  };
  const step = (id: string, name: string, persona: string, body: object = {}) =>
    post(persona, `/v1/shares/${id}/${name}`, body);
  const draft = (changes: object = {}) => post('pk.sharer', '/v1/shares', exampleShare({ ...changes }));
  const released = async (changes: object = {}) => step(await draft(changes), 'approval', 'pk.approver');
  const after = async (name: string, persona: string, body: object) =>
    step(await released(), name, persona, body);
  const closed = async () => {
    const id = await after('actions', 'af.recipient', { kind: 'search' });
    return step(id, 'closure', 'registrar', { reason: 'Done.' });
  };
  return { post, step, draft, released, after, closed, readable: () => readable(stage) };
}

async function readable(stage: Stage): Promise<void> {
  const headers = await stage.bearer('registrar');
  const { text } = await stage.send({ method: 'get', path: '/v1/ledger/head', headers });
  const { position } = JSON.parse(text) as { position: string };
  await stage.send({ method: 'get', path: `/v1/shares?waitFor=${position}`, headers });
}
