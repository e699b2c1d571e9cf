import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { shareStream } from '@mizan/domain';
import { loadMechanismFile, readSettings } from '@mizan/runtime';
import type { Answer } from '../support/api-client';
import { draft, postStep, released, shown, voicesOf, type Voices } from '../support/case-steps';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// Several processes share the machine with this suite.
jest.setTimeout(60_000);

const shipped = loadMechanismFile(readSettings({}).mechanismFile);
const committee = { id: 'committee', party: null, role: 'committee', name: 'Technical committee' } as const;
const mechanism = { ...shipped, personas: [...shipped.personas, committee] };

const place = { input: '43S CA 4321 8765', radiusM: 500, name: 'Canary farm' };

type Body = Readonly<Record<string, unknown>>;
interface Event {
  readonly type: string;
  readonly stream: string;
  readonly data?: Body;
}

/** What a case tells of things that are marked more strictly than it is. */
describe('a case', () => {
  let ledger: Ledger;
  let as: Voices;

  beforeAll(async () => {
    ledger = await startLedger({ mechanism });
    as = await voicesOf(ledger, [
      'pk.sharer',
      'pk.approver',
      'af.sharer',
      'af.recipient',
      'tr.cochair',
      'jvt.verifier',
      'operator',
      'committee',
    ]);
  });
  afterAll(() => ledger.stop());

  const marked = (tlp: string) => released(as, { marking: { tlp } });
  const get = (persona: string, path: string, since: Answer) =>
    as(persona)('GET', `${path}?waitFor=${String(since.body['position'])}`);
  const pageOf = async (persona: string, id: string) => {
    const { status, body } = await as(persona)('GET', `/cases/${id}`, { headers: { accept: 'text/html' } });
    expect(status).toBe(200);
    return String(body['text']);
  };
  const eventsOf = (answer: Answer) => answer.body['events'] as Event[];
  const timelineOf = (page: string) =>
    page.slice(page.indexOf('class="timeline"'), page.indexOf('class="replay"'));
  const replayOf = (page: string) => page.slice(page.indexOf('class="replay"'));
  const count = (text: string, word: string) => text.split(word).length - 1;
  const referenceOf = async (id: string) => String((await shown(as('tr.cochair'), id)).body['reference']);

  describe('that is marked more openly than its strike', () => {
    let red: string;
    let open: Readonly<Record<'committee' | 'operator', string>>;
    let strike: string;
    let denied: Answer;

    beforeAll(async () => {
      red = await released(as);
      open = { committee: await marked('TLP:AMBER'), operator: await marked('TLP:CLEAR') };
      const body = { kind: 'alleged', case: red, place, statement: 'A canary statement.' };
      strike = String((await as('af.sharer')('POST', '/v1/strikes', { body })).body['id']);
      for (const id of Object.values(open)) {
        const link = { case: id, reason: 'A canary reason.' };
        await as('jvt.verifier')('POST', `/v1/strikes/${strike}/link`, { body: link });
      }
      const denial = { statement: 'A canary denial.' };
      denied = await as('pk.sharer')('POST', `/v1/strikes/${strike}/denial`, { body: denial });
    });

    const struck = (answer: Answer) => eventsOf(answer).filter(({ stream }) => stream === `strike-${strike}`);

    it.each(['committee', 'operator'] as const)('tells %s what it counts, and no more', async (who) => {
      const id = open[who];
      const answers = await Promise.all(
        [`/v1/strikes/${strike}`, `/v1/shares/${red}`].map((path) => get(who, path, denied)),
      );
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      const seen = await get(who, `/v1/shares/${id}`, denied);
      expect(seen.body['strikes']).toEqual([
        expect.objectContaining({ id: strike, class: 'air-strike', status: 'denied', linkedCases: [id] }),
      ]);
      expect(struck(seen).map(({ type, data }) => [type, data])).toEqual([
        ['StrikeAlleged', undefined],
        ['StrikeLinkedToCase', undefined],
        ['StrikeDenied', undefined],
      ]);
      const whole = await get('tr.cochair', `/v1/shares/${id}`, denied);
      expect([seen.body['outcome'], seen.body['overlays']]).toEqual([
        { claimed: 'struck-instead', contested: true, found: null },
        whole.body['overlays'],
      ]);
      const page = await pageOf(who, id);
      for (const text of [JSON.stringify(seen.body), page]) {
        expect(text).not.toMatch(/canary|43S ?CA/i);
        for (const name of [red, await referenceOf(red)]) expect(text).not.toContain(name);
      }
      expect(count(timelineOf(page), 'Strike linked to case')).toBe(1);
    });

    it('is replayed alike for everybody, with its own link alone', async () => {
      const replays = await Promise.all(
        (['operator', 'tr.cochair'] as const).map((who) =>
          get(who, `/v1/shares/${open.operator}/replay`, denied),
        ),
      );
      const [seen, whole] = replays.map(({ body }) => body['states'] as Event[]);
      expect(seen).toEqual(whole);
      expect(seen?.slice(6).map(({ type }) => type)).toEqual(['StrikeLinkedToCase', 'StrikeDenied']);
      expect(count(replayOf(await pageOf('operator', open.operator)), 'Strike linked to case')).toBe(1);
    });

    it.each(['tr.cochair', 'af.recipient', 'jvt.verifier'])(
      'hides nothing from %s, and its page says which case a link is to',
      async (who) => {
        const seen = await get(who, `/v1/shares/${open.operator}`, denied);
        const own = await get(who, `/v1/strikes/${strike}`, denied);
        const { linkedCases } = own.body;
        expect(linkedCases).toEqual([red, open.committee, open.operator]);
        expect(seen.body['strikes']).toEqual([expect.objectContaining({ id: strike, linkedCases })]);
        expect(struck(seen).map(({ type, data }) => [type, data?.['caseId'] ?? data?.['statement']])).toEqual(
          [
            ['StrikeAlleged', 'A canary statement.'],
            ['StrikeLinkedToCase', red],
            ['StrikeLinkedToCase', open.committee],
            ['StrikeLinkedToCase', open.operator],
            ['StrikeDenied', 'A canary denial.'],
          ],
        );
        const timeline = timelineOf(await pageOf(who, open.operator));
        expect(count(timeline, 'Other case')).toBe(2);
        for (const id of [red, open.committee])
          expect(timeline).toContain(`<a href="/cases/${id}">${await referenceOf(id)}</a>`);
      },
    );
  });

  describe('that another one supersedes', () => {
    const told = (answer: Answer) => [
      answer.body['supersededBy'],
      eventsOf(answer).find(({ type }) => type === 'ShareSuperseded')?.data?.['by'],
    ];

    it('names the other to those who may see it', async () => {
      const [id, by] = [await marked('TLP:AMBER'), await released(as)];
      const body = { by, reason: 'A better report.' };
      const superseded = await postStep(as('pk.sharer'), id, 'supersession', { body });
      const reference = await referenceOf(by);
      const [chair, recipient, member] = await Promise.all(
        ['tr.cochair', 'af.recipient', 'committee'].map((who) => get(who, `/v1/shares/${id}`, superseded)),
      );
      expect([chair, recipient, member].map((answer) => told(answer as Answer))).toEqual([
        [reference, by],
        [reference, by],
        [null, null],
      ]);
      expect(timelineOf(await pageOf('af.recipient', id))).toContain(
        `<bdi><a href="/cases/${by}">${reference}</a></bdi>`,
      );
      const page = await pageOf('committee', id);
      expect(timelineOf(page)).toContain('<bdi>another case</bdi>');
      expect(timelineOf(page)).toContain('A better report.');
      for (const name of [by, reference]) expect(page).not.toContain(name);
      const before = await as('tr.cochair')(
        'GET',
        `/v1/shares/${id}?asOf=${Number(superseded.body['position']) - 1}`,
      );
      expect(told(before)).toEqual([null, undefined]);
    });

    it('keeps a draft that old ledgers name from the other side', async () => {
      const [id, by] = [await released(as), await draft(as)];
      await named(ledger, id, by);
      const since = await as('tr.cochair')('GET', '/v1/ledger/head');
      const [own, other] = await Promise.all(
        ['pk.sharer', 'af.recipient'].map((who) => get(who, `/v1/shares/${id}`, since)),
      );
      const reference = String(own?.body['supersededBy']);
      expect([own, other].map((answer) => told(answer as Answer))).toEqual([
        [expect.stringMatching(/^PK-/), by],
        [null, null],
      ]);
      const page = await pageOf('af.recipient', id);
      for (const text of [JSON.stringify(other?.body), page])
        for (const name of [by, reference]) expect(text).not.toContain(name);
      expect(timelineOf(page)).toContain('<bdi>another case</bdi>');
    });
  });
});

/** A supersession as it was once recorded: nobody asked whether the other side knows of the other case. */
async function named({ store }: Ledger, id: string, by: string): Promise<void> {
  const stream = shareStream(id);
  const events = [];
  for await (const event of store.readStream(stream)) events.push(event);
  const last = events.at(-1);
  if (!last) throw new Error(`${stream} is empty.`);
  const { contentType, metadata, revision } = last;
  const data = { by, reason: 'A better report.' };
  const type = 'ShareSuperseded';
  await store.append(stream, [{ id: randomUUID(), type, contentType, data, metadata }], revision);
}
