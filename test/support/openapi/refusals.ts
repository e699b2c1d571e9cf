import { randomUUID } from 'node:crypto';
import type { ProblemCode } from '../../../apps/api/src/openapi/problems/catalogue';
import { exampleShare } from '../example-share';
import { sent, type Attempt, type Provocation } from './provocations';
import type { Scene } from './scene';
import { signed } from './tokens';

const on =
  (name: keyof Scene): Provocation =>
  (attempt) =>
    sent(attempt, { id: attempt.scene[name] });

const future = new Date(Date.now() + 86_400_000).toISOString();
const longAgo = '2020-01-01T00:00:00Z';

/** The other side's holder of the same office: cases and strikes are PK's against AF. */
const otherSide: Readonly<Record<string, string>> = {
  approveShare: 'af.approver',
  withdrawShare: 'af.sharer',
  correctShare: 'af.sharer',
  supersedeShare: 'af.sharer',
  challengeAction: 'af.sharer',
};

const operationOf = ({ error }: Attempt) => error.place.operation.operationId;

/** What the deciders refuse, each from the state that it is about. */
export const refusals: Partial<Record<ProblemCode, Provocation>> = {
  NOT_YOUR_SIDE: (attempt) =>
    sent(attempt, { id: attempt.scene.live }, otherSide[operationOf(attempt)] ?? 'pk.recipient'),
  APPROVER_IS_DRAFTER: async (attempt) => {
    const { stage } = attempt;
    const as = async (role: string) => ({
      authorization: `Bearer ${await signed(stage, { role, party: 'PK', name: 'Both' })}`,
    });
    const headers = { ...(await as('sharer')), 'content-type': 'application/json' };
    const body = JSON.stringify(exampleShare());
    const { text } = await stage.send({ method: 'post', path: '/v1/shares', headers, body });
    const { id } = JSON.parse(text) as { id: string };
    return sent(attempt, { id, headers: await as('approver') }, null);
  },
  CASE_WITHDRAWN: (attempt) =>
    sent(attempt, {
      id: attempt.scene[operationOf(attempt) === 'approveShare' ? 'withdrawnDraft' : 'withdrawn'],
    }),
  CASE_INADMISSIBLE: on('inadmissible'),
  CASE_CLOSED: on('closed'),
  CASE_RETURNED: on('returned'),
  ALREADY_ACTED: on('acted'),
  ALREADY_DECLINED: on('declined'),
  ALREADY_SUPERSEDED: on('superseded'),
  DEADLINE_RUNNING: on('live'),
  DEADLINE_PASSED: on('overdue'),
  NO_ACTION: on('live'),
  HOLD_MISSING: on('withoutHold'),
  HOLD_TOO_SHORT: on('shortHold'),
  DEADLINE_TOO_FAR: (attempt) =>
    sent(attempt, {
      id: attempt.scene[operationOf(attempt) === 'correctShare' ? 'returnedFar' : 'farDeadline'],
    }),
  DEADLINE_PAST: (attempt) =>
    operationOf(attempt) === 'draftShare'
      ? sent(attempt, { body: exampleShare({ deadline: longAgo }) })
      : sent(attempt, { id: attempt.scene.pastDeadline }),
  SUPERSEDED_BY_ITSELF: (attempt) => sent(attempt, { body: { by: attempt.scene.live, reason: 'Newer.' } }),
  ACTION_UNKNOWN: (attempt) =>
    sent(attempt, { id: attempt.scene.acted, body: { action: randomUUID(), reason: 'No.' } }),
  NOTHING_CORRECTED: (attempt) => sent(attempt, { body: { reason: 'Nothing.' } }),
  OCCURRED_IN_FUTURE: (attempt) => sent(attempt, { body: { kind: kindFor(attempt), occurredAt: future } }),
  OCCURRED_BEFORE_DELIVERY: (attempt) => sent(attempt, { body: { kind: 'search', occurredAt: longAgo } }),
  RECIPIENT_UNKNOWN: (attempt) => sent(attempt, { body: exampleShare({ recipient: 'IR' }) }),
  NOT_DELIVERED: (attempt) => {
    const of = attempt.scene.draft;
    const body = operationOf(attempt) === 'linkStrike' ? { case: of } : { kind: 'notified', case: of };
    return sent(attempt, { body }, 'pk.sharer');
  },
  NOT_THE_ACCUSED: (attempt) => sent(attempt, {}, 'af.sharer'),
  ALREADY_NOTIFIED: on('notified'),
  ALREADY_ADMITTED: on('admitted'),
  ALREADY_DENIED: on('denied'),
};

function kindFor(attempt: Attempt): string {
  return operationOf(attempt) === 'recordStrike' ? 'notified' : 'search';
}
