import type { Scenario } from '../scenario';
import { acknowledge, admiralty, admit, approve, likelihood, marked, undertake } from '../words';

/** Still open when the demonstration ends; what is due falls due days later. */
export const pending: readonly Scenario[] = [
  {
    key: 'undertaken-and-open',
    outcome: 'open',
    begins: 'P5DT3H20M',
    draft: {
      kind: 'cache',
      believed: [
        'A trader is said to keep sacks of fertiliser behind a false wall.',
        'A cellar under a ruined mill is said to hold radio parts and batteries.',
      ],
      requestedAction: 'seizure',
      deadline: 'P10D',
      grade: likelihood('80–95 %'),
      marking: marked('TLP:AMBER', 'LAW-ENFORCEMENT-ACTION'),
      reserved: [],
    },
    steps: [approve('PT3H'), acknowledge('PT9H'), admit('P1DT4H'), undertake('P2DT2H', 'seizure')],
  },
  {
    key: 'just-delivered',
    outcome: 'open',
    begins: 'P2DT21H',
    draft: {
      kind: 'person-or-group-presence',
      believed: [
        'Seven men were set down at a road junction and walked towards the hills.',
        'A party of nine has been seen at a water point on three mornings.',
      ],
      requestedAction: 'search',
      deadline: 'P7D',
      grade: admiralty('C2'),
      marking: marked('TLP:AMBER+STRICT', 'VERIFY-ONLY'),
      reserved: [],
    },
    steps: [approve('PT5H'), acknowledge('P1DT8H')],
  },
  {
    key: 'draft',
    outcome: 'open',
    begins: 'P2DT7H',
    draft: {
      kind: 'financing-node',
      believed: [
        'A shipping agent, list id F-0203, is said to invoice for goods that never arrive.',
        'A phone shop is said to pass on payments for list id F-0244.',
      ],
      requestedAction: 'asset-freeze',
      deadline: 'P14D',
      grade: admiralty('D3'),
      marking: null,
      reserved: null,
    },
    steps: [],
  },
];
