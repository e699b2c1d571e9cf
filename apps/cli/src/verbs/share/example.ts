/**
 * A share as an officer of either party would draft it: the recipient is the other one. Everything in it is made up,
 * and its times are relative: it is as valid next year as it is today.
 */
export const exampleShare = {
  kind: 'hideout',
  place: {
    input: '42S WC 4410 3270',
    radiusM: 300,
    method: 'fictional exercise input',
    name: 'Compound by the dry stream (fictional)',
  },
  believed:
    'Fictional exercise text: up to six persons have used the compound as a hideout for about two weeks.',
  requestedAction: 'search',
  deadline: 'P7D',
  hold: { beyondDeadline: 'P3D', reserved: [] },
  grade: { scheme: 'admiralty', reliability: 'B', credibility: '2' },
  marking: { tlp: 'TLP:RED', handling: [], permissibleUse: 'LAW-ENFORCEMENT-ACTION' },
} as const;
