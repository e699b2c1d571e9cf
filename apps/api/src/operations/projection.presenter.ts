import type { ProjectionStatus, RequestAnswer } from '@mizan/read-models';

/** A projection on the wire; positions are decimal strings. */
export function presentProjection(status: ProjectionStatus) {
  const { name, version, position, state, failure, progress } = status;
  return {
    name,
    version,
    state,
    position: position?.toString() ?? null,
    progress: progress && { done: progress.done.toString(), head: progress.head.toString() },
    failure: failure && { ...failure, position: failure.position.toString() },
  };
}

/** What became of a request for a rebuild; `waiting` until the worker has taken it up. */
export interface RebuildState {
  readonly request: string;
  readonly projection: string;
  readonly state: 'waiting' | RequestAnswer['state'];
  readonly detail: string | null;
  readonly at: string;
}

export function rebuildState(
  request: { readonly id: string; readonly projection: string; readonly requestedAt: string },
  answers: readonly RequestAnswer[],
): RebuildState {
  const answer = answers.find(({ requestId }) => requestId === request.id);
  return {
    request: request.id,
    projection: request.projection,
    state: answer?.state ?? 'waiting',
    detail: answer?.detail ?? null,
    at: answer?.answeredAt ?? request.requestedAt,
  };
}
