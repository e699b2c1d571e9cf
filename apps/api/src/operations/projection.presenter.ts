import type { RequestAnswer, Skip, StoredRequest } from '@mizan/read-models';
import type { ProjectionHealth } from './projection-health';

/** What operators and the worker have said. */
export interface Told {
  readonly skips: readonly Skip[];
  readonly answers: readonly RequestAnswer[];
}

/** A projection on the wire; positions are decimal strings. `skipped` is every event it was ever told to leave out. */
export function presentProjection(status: ProjectionHealth, { skips, answers }: Told) {
  const { name, version, position, state, failure, progress, lag } = status;
  return {
    name,
    version,
    state,
    position: position?.toString() ?? null,
    progress: progress && { done: progress.done.toString(), head: progress.head.toString() },
    failure: failure && { ...failure, position: failure.position.toString() },
    lag,
    skipped: skips
      .filter((skip) => skip.projection === name)
      .map((skip) => ({
        ...presentSkip(skip),
        inForce: skip.version === version && !builtAnewSince(skip, answers),
      })),
  };
}

function presentSkip({ event, version, reason, skippedBy, skippedAt, withdrawal }: Skip) {
  const position = event.position.toString();
  return { ...event, position, version, reason, skippedBy, skippedAt, withdrawal };
}

/** A skip that was withdrawn holds until the rows were built with its event. */
function builtAnewSince({ projection, withdrawal }: Skip, answers: readonly RequestAnswer[]): boolean {
  if (!withdrawal) return false;
  return answers.some(
    (answer) =>
      answer.projection === projection &&
      answer.kind === 'rebuild' &&
      answer.state === 'done' &&
      answer.answeredAt >= withdrawal.withdrawnAt,
  );
}

/** What became of a request to the worker; `waiting` until the worker has taken it up. */
export interface RequestState {
  readonly request: string;
  readonly kind: StoredRequest['kind'];
  readonly projection: string;
  readonly state: 'waiting' | RequestAnswer['state'];
  readonly detail: string | null;
  readonly at: string;
}

export function requestState(
  { id, kind, projection, requestedAt }: StoredRequest,
  answers: readonly RequestAnswer[],
): RequestState {
  const answer = answers.find(({ requestId }) => requestId === id);
  return {
    request: id,
    kind,
    projection,
    state: answer?.state ?? 'waiting',
    detail: answer?.detail ?? null,
    at: answer?.answeredAt ?? requestedAt,
  };
}
