import { describe, expect, it } from '@jest/globals';
import { incidentEvents, shareEvents, strikeEvents } from '@mizan/domain';
import { ACTION_EVENTS, ACTIONS, may, NARROWED, rolesFor, type Action, type WriteAction } from './actions';
import { APPEND_RIGHTS, EVENT_TYPES, mayAppend, statusOf } from './append-rights';
import { ROLES, type Identity, type Role } from './identity';

const as = (role: Role): Identity => ({ id: `x.${role}`, party: null, role, name: role });
const openTo = (action: Action) => ROLES.filter((role) => may(as(role), action));

describe('who may do what', () => {
  it.each<[Action, Role[]]>([
    ['share.draft', ['sharer']],
    ['share.approve', ['approver']],
    ['share.acknowledge', ['recipient']],
    ['share.admit', ['recipient']],
    ['share.return', ['recipient']],
    ['share.decline', ['recipient']],
    ['share.undertake', ['recipient']],
    ['share.act', ['recipient']],
    ['share.nothing-found', ['recipient']],
    ['share.withdraw', ['sharer']],
    ['share.correct', ['sharer']],
    ['share.supersede', ['sharer']],
    ['share.challenge', ['sharer']],
    ['share.close', ['registrar']],
    ['share.rule', ['co-chair']],
    ['strike.notify', ['sharer', 'recipient']],
    ['strike.allege', ['sharer', 'recipient']],
    ['strike.admit', ['sharer', 'recipient']],
    ['strike.deny', ['sharer', 'recipient']],
    ['strike.link', ['sharer', 'recipient', 'verifier']],
    ['incident.import', ['registrar']],
    ['ledger.export', ['registrar', 'auditor']],
    ['ledger.import', ['registrar']],
    ['operations.read', ['auditor', 'operator']],
    ['operations.rebuild', ['operator']],
    ['sessions.read', ['auditor', 'operator']],
    ['sessions.end', ['auditor', 'operator']],
    ['board.read', [...ROLES]],
    ['scorecard.read', ROLES.filter((role) => role !== 'operator')],
  ])('%s', (action, roles) => {
    expect(openTo(action)).toEqual(roles);
  });

  it('leaves no action out of the table above and none without a person', () => {
    expect(ACTIONS).toHaveLength(29);
    expect(new Set(ACTIONS).size).toBe(29);
    for (const action of ACTIONS) expect(rolesFor(action).length).toBeGreaterThan(0);
  });

  it('narrows an append right, never widens it', () => {
    for (const [action, roles] of Object.entries(NARROWED)) {
      const { who } = APPEND_RIGHTS[ACTION_EVENTS[action as WriteAction]];
      expect(roles.filter((role) => !who.includes(role))).toEqual([]);
    }
  });
});

describe('append rights', () => {
  it('covers the facts of this release, each with at least one author', () => {
    const recorded = Object.keys({ ...shareEvents, ...strikeEvents, ...incidentEvents });
    expect([...EVENT_TYPES].sort()).toEqual(recorded.sort());
    for (const type of EVENT_TYPES) expect(APPEND_RIGHTS[type].who.length).toBeGreaterThan(0);
  });

  it('lets the system state only procedural facts', () => {
    const own = EVENT_TYPES.filter((type) => mayAppend('system', type));
    expect(own).toEqual(['ShareDelivered', 'DeadlineSet', 'DeadlineMet', 'DeadlineMissed']);
    expect(own.map((type) => statusOf(type, 'system'))).toEqual(['P', 'P', 'P', 'P']);
  });

  it('calls a deadline a ruling when a co-chair sets it', () => {
    expect(statusOf('DeadlineSet', 'co-chair')).toBe('L');
  });

  it('lets nobody but co-chairs write what reads as settled', () => {
    const settled = EVENT_TYPES.flatMap((type) =>
      ROLES.filter((role) => mayAppend(role, type) && ['F', 'L'].includes(statusOf(type, role))),
    );
    expect(new Set(settled)).toEqual(new Set(['co-chair']));
  });

  it('gives the system, readers and the operator no writing action', () => {
    for (const role of ['system', 'operator', 'observer', 'auditor', 'fiu', 'committee'] as const) {
      const written = (Object.keys(ACTION_EVENTS) as WriteAction[]).filter((action) => may(as(role), action));
      expect(written).toEqual([]);
    }
  });
});
