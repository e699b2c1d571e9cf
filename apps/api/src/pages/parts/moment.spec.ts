import { describe, expect, it } from '@jest/globals';
import { asOfForm } from './as-of-form';
import { layout, type Moment } from './layout';

const validAt = '2026-11-24T04:00:00.000Z';
const now: Moment = { position: '77', validAt, tense: 'now', asked: { asOf: null, validAt: null } };
const past: Moment = { ...now, tense: 'past', asked: { asOf: null, validAt } };
const future: Moment = { ...now, tense: 'future', asked: { asOf: '50', validAt } };

const reader = {
  id: 'auditor',
  name: 'Auditor',
  role: 'auditor',
  party: null,
} as const;

function page(moment: Moment): string {
  return layout({ title: 'Board', mechanism: 'm', exercise: false, reader, moment }, asOfForm('/', moment))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' >', '>');
}

describe('the moment of a page', () => {
  it('is followed and untinted while it is now', () => {
    expect(page(now)).toContain('<body class="now">');
    expect(page(now)).not.toContain('moment-notice');
    expect(page(now)).toContain('data-live-after="77"');
    expect(page(now)).toContain('<b aria-current="true">Now</b>');
  });

  it.each([
    [past, 'past', 'This is the past.'],
    [future, 'future', 'This is the future.'],
  ])('is tinted and said where it is another (%#)', (moment, tense, lead) => {
    const text = page(moment);
    expect(text).toContain(`<body class="${tense}">`);
    expect(text).toContain(`<strong>${lead}</strong> What was known at position <code>77</code>`);
    expect(text).not.toContain('data-live-after');
    expect(text).toContain('<a href="/">Now</a>');
  });

  it('stands in the form, and a step back keeps to what was chosen', () => {
    expect(page(past)).toMatch(new RegExp(`name="asOf" value="" .*name="validAt" value="${validAt}"`));
    expect(page(past)).toContain('href="/?validAt=2026-11-23T04%3A00%3A00.000Z">1 day earlier');
    expect(page(future)).toContain(
      'href="/?asOf=50&amp;validAt=2026-11-17T04%3A00%3A00.000Z">7 days earlier',
    );
    expect(page({ ...past, asked: { asOf: '50', validAt: null } })).toContain(
      'href="/?asOf=2026-11-23T04%3A00%3A00.000Z">1 day earlier',
    );
  });
});
