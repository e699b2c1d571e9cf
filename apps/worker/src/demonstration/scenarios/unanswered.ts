import type { Scenario } from '../scenario';
import {
  acknowledge,
  admiralty,
  admit,
  approve,
  confidence,
  decline,
  marked,
  ruleOut,
  sendBack,
  supersede,
  withdraw,
} from '../words';

/** Nothing was done: withdrawn, sent back, ruled out, declined, or the time simply ran out. */
export const unanswered: readonly Scenario[] = [
  {
    key: 'withdrawn',
    outcome: 'withdrawn',
    begins: 'P69DT5H',
    draft: {
      kind: 'person-or-group-presence',
      believed: [
        'A group of six is said to have arrived at a shrine outside the town.',
        'Strangers are said to have taken rooms above a workshop.',
      ],
      requestedAction: 'disruption-warning',
      deadline: 'P5D',
      grade: admiralty('E4'),
      marking: marked('TLP:GREEN'),
      reserved: [],
    },
    steps: [
      approve('PT2H'),
      acknowledge('PT6H'),
      withdraw('P1DT9H', 'The source took back what it had said.'),
    ],
  },
  {
    key: 'superseded',
    outcome: 'withdrawn',
    begins: 'P39DT12H',
    draft: {
      kind: 'cache',
      believed: [
        'Something is stored near a seasonal camp; the first report is vague.',
        'A pump house is said to hold goods; the first report gives only the valley.',
      ],
      requestedAction: 'seizure',
      deadline: 'P8D',
      grade: admiralty('F6'),
      marking: marked('TLP:AMBER'),
      reserved: [],
    },
    steps: [
      approve('PT4H'),
      supersede('P1DT9H', { by: 'returned-corrected-seizure', reason: 'A better report replaces this one.' }),
      withdraw('P1DT10H', 'Replaced by the newer share of the same store.'),
    ],
  },
  {
    key: 'inadmissible',
    outcome: 'inadmissible',
    begins: 'P54DT16H40M',
    draft: {
      kind: 'person-or-group-presence',
      believed: [
        'Families displaced last winter are said to include former fighters.',
        'A gathering of elders is said to support a listed group.',
      ],
      requestedAction: 'expulsion',
      deadline: 'P7D',
      grade: admiralty('D4'),
      marking: marked('TLP:AMBER'),
      reserved: [],
    },
    steps: [
      approve('PT9H'),
      acknowledge('P1D'),
      ruleOut('P4DT5H', {
        clause: 'placeholder 3.2: a share names a place and a fact, not a group of people',
        reasons: 'Nothing in the share can be acted on without treating a whole community as suspects.',
      }),
    ],
  },
  {
    key: 'returned',
    outcome: 'returned',
    begins: 'P43DT19H',
    draft: {
      kind: 'crossing-point',
      believed: [
        'A crossing by raft is said to run on moonless nights.',
        'A ladder path down the gorge is said to be in use again.',
      ],
      requestedAction: 'search',
      deadline: 'P6D',
      grade: confidence('30'),
      marking: marked('TLP:GREEN', 'VERIFY-ONLY'),
      reserved: [],
    },
    steps: [
      approve('PT5H'),
      acknowledge('PT13H'),
      sendBack('P1DT20H', {
        defect: 'time-unusable',
        reason: 'The report is from last season and names no night on which it was seen.',
      }),
    ],
  },
  {
    key: 'declined',
    outcome: 'declined',
    begins: 'P21DT6H45M',
    draft: {
      kind: 'hideout',
      believed: [
        'A cluster of stone huts above the snow line is said to be lived in.',
        'An old mine entrance is said to be used as a store and a shelter.',
      ],
      requestedAction: 'raid',
      deadline: 'P7D',
      grade: admiralty('C3'),
      marking: marked('TLP:AMBER', 'LAW-ENFORCEMENT-ACTION'),
      reserved: [],
    },
    steps: [
      approve('PT3H20M'),
      acknowledge('PT14H'),
      admit('P1DT18H'),
      decline('P4DT3H', {
        reason: 'no-access',
        explanation: 'The only road is closed by snow until spring; no unit can reach the place in time.',
      }),
    ],
  },
  {
    key: 'never-acknowledged',
    outcome: 'not-acted',
    begins: 'P15DT4H',
    draft: {
      kind: 'training-site',
      believed: [
        'A sports field is used after dark by men who arrive in two buses.',
        'Target boards were found along a dry canal.',
      ],
      requestedAction: 'search',
      deadline: 'P5D',
      fixed: true,
      grade: admiralty('B3'),
      marking: marked('TLP:AMBER'),
      reserved: [],
    },
    steps: [approve('PT6H')],
  },
];
