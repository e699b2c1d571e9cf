import type { Scenario } from '../scenario';
import {
  acknowledge,
  act,
  admiralty,
  admit,
  admitStrike,
  allegeStrike,
  approve,
  denyStrike,
  likelihood,
  marked,
  notifyStrike,
  past,
  results,
  undertake,
} from '../words';

/** A strike is linked to the case: instead of an action, beside one, or after the deadline. */
export const struck: readonly Scenario[] = [
  {
    key: 'struck-and-admitted',
    outcome: 'struck-instead',
    begins: 'P57DT3H',
    draft: {
      kind: 'hideout',
      believed: [
        'A farm store has been taken over by men who are not from the valley.',
        'Two caves above the spring are lived in again; smoke was seen on four days.',
      ],
      requestedAction: 'raid',
      deadline: 'P7D',
      grade: admiralty('B2'),
      marking: marked('TLP:AMBER', 'LAW-ENFORCEMENT-ACTION'),
      reserved: [],
    },
    steps: [
      approve('PT3H'),
      acknowledge('PT9H'),
      admit('P1DT5H'),
      allegeStrike('P3DT6H', {
        class: 'drone-strike',
        past: past('PT5H', 'PT10M'),
        statement: 'The shared place was struck while our units were preparing to act.',
      }),
      admitStrike(
        'P5DT2H',
        'The strike took place. It was ordered before this undertaking was known to the unit.',
      ),
    ],
  },
  {
    key: 'struck-and-denied',
    outcome: 'struck-instead',
    begins: 'P24DT8H35M',
    draft: {
      kind: 'training-site',
      believed: [
        'A fenced orchard is used by about twenty men; two trucks come and go.',
        'Groups of ten to fifteen have been seen drilling near an empty school.',
      ],
      requestedAction: 'dismantling',
      deadline: 'P8D',
      grade: admiralty('C3'),
      marking: null,
      reserved: ['Pursuit of persons who crossed the line within the hour'],
    },
    steps: [
      approve('PT7H'),
      acknowledge('PT19H'),
      allegeStrike('P3DT20H', {
        class: 'air-strike',
        past: past('PT14H', 'PT20M'),
        statement: 'Residents report two explosions at the place that had been shared with us.',
      }),
      denyStrike('P4DT18H', 'None of our forces operated there on that day.'),
    ],
  },
  {
    key: 'struck-and-notified',
    outcome: 'struck-instead',
    begins: 'P48DT5H10M',
    draft: {
      kind: 'leader',
      believed: [
        'The holder of list id X-0290 is said to move between two houses at the edge of the plain.',
        'A man known by list id X-0361 is reported to receive visitors at a well.',
      ],
      requestedAction: 'detention',
      deadline: 'P6D',
      grade: admiralty('A3'),
      marking: marked('TLP:RED', 'LAW-ENFORCEMENT-ACTION'),
      reserved: ['Self-defence against an attack under way'],
    },
    steps: [
      approve('PT1H30M'),
      acknowledge('PT5H'),
      admit('PT23H'),
      undertake('P1DT4H', 'detention'),
      notifyStrike('P2DT11H', {
        class: 'drone-strike',
        past: past('PT3H', 'PT5M'),
        statement: 'Carried out under the reserved carve-out; notified the same day.',
      }),
    ],
  },
  {
    key: 'acted-then-struck',
    outcome: 'acted-and-struck',
    begins: 'P30DT10H',
    draft: {
      kind: 'cache',
      believed: [
        'Long boxes were unloaded at a stone hut by the stream.',
        'A shepherd saw wrapped bundles stacked in a rock shelter.',
      ],
      requestedAction: 'seizure',
      deadline: 'P7D',
      grade: likelihood('80–95 %'),
      marking: marked('TLP:AMBER', 'LAW-ENFORCEMENT-ACTION'),
      reserved: [],
    },
    steps: [
      approve('PT2H40M'),
      acknowledge('PT8H'),
      admit('P1D'),
      act('P3DT9H', { kind: 'seizure', past: past('PT6H', 'PT2H'), results: results(null, 9, 1) }),
      allegeStrike('P5DT4H', {
        class: 'shelling',
        past: past('PT11H', 'PT40M'),
        statement: 'The hut was shelled two days after we had emptied it and said so.',
      }),
      admitStrike('P8DT3H', 'Shells fell there. The report of the seizure had not reached the battery.'),
    ],
  },
  {
    key: 'struck-then-acted',
    outcome: 'acted-and-struck',
    begins: 'P18DT14H20M',
    draft: {
      kind: 'person-or-group-presence',
      believed: [
        'About twenty men rest by day in a poplar plantation.',
        'A party of fifteen has camped beside the dry reservoir for five nights.',
      ],
      requestedAction: 'search',
      deadline: 'P6D',
      grade: admiralty('D3'),
      marking: marked('TLP:AMBER+STRICT', 'VERIFY-ONLY'),
      reserved: [],
    },
    steps: [
      approve('PT4H'),
      act('PT22H', { kind: 'search', past: past('PT5H', 'PT3H'), results: results(4, 1, 1) }),
      acknowledge('P1DT1H'),
      allegeStrike('P3DT8H', {
        class: 'cross-border-fire',
        past: past('PT30H', 'PT1H'),
        statement: 'Our search party came under fire from the other side of the line.',
      }),
      denyStrike('P4DT6H', 'No order was given and no ammunition is missing.'),
    ],
  },
  {
    key: 'struck-after-deadline',
    outcome: 'not-acted',
    begins: 'P35DT2H',
    draft: {
      kind: 'hideout',
      believed: [
        'A roadside inn that closed last year is in use again, upper floor only.',
        'Men with packs enter a row of storage rooms after dark.',
      ],
      requestedAction: 'raid',
      deadline: 'P5D',
      grade: admiralty('B2'),
      marking: marked('TLP:AMBER', 'LAW-ENFORCEMENT-ACTION'),
      reserved: [],
    },
    steps: [
      approve('PT3H'),
      acknowledge('PT15H'),
      admit('P2D'),
      undertake('P3DT4H', 'raid'),
      notifyStrike('P10DT7H', {
        class: 'air-strike',
        past: past('PT8H', 'PT15M'),
        statement: 'After the deadline and the hold had run out without an action.',
      }),
    ],
  },
];
