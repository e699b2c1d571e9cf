/** A fictional share, as a liaison officer would draft it; `changes` replace whole fields. */
export function exampleShare(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    kind: 'hideout',
    place: { input: '42S WC 1234 5678', radiusM: 500, name: 'Fictional farm' },
    believed: 'A fictional group stores equipment in a disused farm.',
    requestedAction: 'search',
    deadline: 'P7D',
    hold: { beyondDeadline: 'P3D', reserved: [] },
    grade: { scheme: 'admiralty', reliability: 'B', credibility: '2' },
    ...changes,
  };
}
