import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createApi, type Api } from '../../apps/api/src/create-api';
import { askToken } from '../support/ask-token';
import { draft, postStep, released, shown, voicesOf, type Voices } from '../support/case-steps';
import { exampleShare } from '../support/example-share';
import { startLedger, type Ledger } from '../support/ledger-fixture';
import { liveStream, type LiveOptions, type LiveStream } from '../support/live-stream';

const personas = [
  'pk.sharer',
  'pk.approver',
  'af.sharer',
  'af.recipient',
  'tr.cochair',
  'jvt.verifier',
  'operator',
];

// Several processes share the machine with this suite.
jest.setTimeout(60_000);

describe('GET /v1/live', () => {
  let ledger: Ledger;
  let as: Voices;
  const streams: LiveStream[] = [];

  beforeAll(async () => {
    ledger = await startLedger();
    as = await voicesOf(ledger, personas);
  });
  afterEach(() => streams.splice(0).forEach((stream) => stream.close()));
  afterAll(() => ledger.stop());

  const openAt = async (url: string, persona: string | null, options: LiveOptions = {}) => {
    const tokenOf = (name: string) => (url === ledger.url ? ledger.tokenFor(name) : askToken(url, name));
    const token = persona === null ? {} : { token: await tokenOf(persona) };
    const stream = await liveStream(url, { ...token, ...options });
    streams.push(stream);
    return stream;
  };
  const open = (persona: string | null, options: LiveOptions = {}) => openAt(ledger.url, persona, options);
  /** A share that was released, and can be read. */
  const settled = async () => {
    const id = await draft(as);
    await shown(as('tr.cochair'), id, await postStep(as('pk.approver'), id, 'approval'));
    return id;
  };
  const types = ({ entries }: LiveStream) => entries.map(({ type }) => type);

  it('tells every reader, once and in order, what it may see and nothing else', async () => {
    const [chair, sharer, recipient, verifier, operator] = await Promise.all(
      ['tr.cochair', 'pk.sharer', 'af.recipient', 'jvt.verifier', 'operator'].map((persona) => open(persona)),
    );
    const place = { input: '42S WC 4321 8765', radiusM: 500, name: 'Canary farm' };
    const id = await released(as, { believed: 'A canary sings of this.', place });
    await postStep(as('af.recipient'), id, 'acknowledgement');
    const release = [
      'ReleaseApproved',
      'HoldUndertakingGiven',
      'CoordinatesShared',
      'ShareDelivered',
      'DeadlineSet',
    ];
    const whole = ['IntelligenceDrafted', ...release, 'ShareAcknowledged'];
    await Promise.all([chair?.until(7), sharer?.until(7), recipient?.until(3), verifier?.until(3)]);
    expect(
      [chair, sharer, recipient, verifier, operator].map((stream) => types(stream as LiveStream)),
    ).toEqual([whole, whole, whole.slice(4), whole.slice(4), []]);
    const replayed = await as('tr.cochair')('GET', `/v1/shares/${id}/replay`);
    const states = replayed.body['states'] as Record<string, unknown>[];
    const { reference } = (await shown(as('tr.cochair'), id)).body;
    expect(chair?.entries).toEqual(
      states.map(({ position, type, recordedAt, ...after }, revision) => ({
        position,
        type,
        recordedAt,
        exercise: false,
        subject: { kind: 'share', id, revision: String(revision) },
        cases: [{ id, reference, ...after }],
      })),
    );
    expect(chair?.text()).not.toMatch(/canary|WC|4321|8765|lat|lon|place|500/i);
  });

  it('is a stream that nothing on the way keeps or holds back', async () => {
    const stream = await open('tr.cochair');
    expect([stream.status, Object.fromEntries(stream.headers)]).toEqual([
      200,
      expect.objectContaining({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      }),
    ]);
    const head = await as('tr.cochair')('HEAD', '/v1/live');
    expect([head.status, head.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
  });

  it('tells a strike to its parties, with those of its cases that the reader may see', async () => {
    const id = await settled();
    const [chair, striker, operator] = await Promise.all([
      open('tr.cochair'),
      open('pk.sharer'),
      open('operator'),
    ]);
    const body = { kind: 'alleged', case: id, class: 'shelling' };
    const alleged = await as('af.sharer')('POST', '/v1/strikes', { body });
    expect(alleged.status).toBe(201);
    await Promise.all([chair?.until(2), striker?.until(2)]);
    for (const stream of [chair, striker]) {
      expect(stream?.entries).toMatchObject([
        { type: 'StrikeAlleged', subject: { kind: 'strike', id: alleged.body['id'] }, cases: [] },
        { type: 'StrikeLinkedToCase', subject: { kind: 'strike' }, cases: [{ id, state: 'Delivered' }] },
      ]);
    }
    expect(operator?.entries).toEqual([]);
  });

  it('tells an entry only once it can be read', async () => {
    const stream = await open('tr.cochair');
    const goOn = await ledger.pauseProjections();
    const { body } = await as('pk.sharer')('POST', '/v1/shares', { body: exampleShare() });
    const read = () => as('tr.cochair')('GET', `/v1/shares/${String(body['id'])}`);
    const before = await read()
      .then(({ status }) => [status, stream.entries.length])
      .finally(goOn);
    expect(before).toEqual([404, 0]);
    await stream.until(1);
    expect((await read()).status).toBe(200);
  });

  it('goes on after what a reader knows, by its last id or by a position', async () => {
    const id = await settled();
    const all = await open('tr.cochair', { query: `?after=0&case=${id}` });
    await all.until(6);
    const positions = all.entries.map(({ position }) => position);
    const middle = positions[2] as string;
    const resumed = await open('tr.cochair', { lastEventId: middle, query: `?after=0&case=${id}` });
    const after = await open('tr.cochair', { query: `?after=${middle}&case=${id}` });
    const acknowledged = await postStep(as('af.recipient'), id, 'acknowledgement');
    await Promise.all([all.until(7), resumed.until(4), after.until(4)]);
    expect(all.entries.at(-1)?.position).toBe(acknowledged.body['position']);
    expect(resumed.entries).toEqual(all.entries.slice(3));
    expect(after.entries).toEqual(all.entries.slice(3));
    expect(all.lastId()).toBe(acknowledged.body['position']);
  });

  it('tells what it is asked for', async () => {
    const [mine, other] = [await settled(), await settled()];
    const { reference } = (await shown(as('tr.cochair'), mine)).body;
    const ofCase = await open('tr.cochair', { query: `?case=${String(reference).toLowerCase()}` });
    const ofType = await open('tr.cochair', { query: '?type=ShareAdmitted,%20ShareAcknowledged' });
    for (const id of [other, mine]) await postStep(as('af.recipient'), id, 'acknowledgement');
    await postStep(as('af.recipient'), mine, 'declination', {
      body: { reason: 'other', explanation: 'Declined.' },
    });
    await Promise.all([ofCase.until(2), ofType.until(2)]);
    expect(types(ofCase).slice(0, 2)).toEqual(['ShareAcknowledged', 'ActionDeclined']);
    expect(ofType.entries.map(({ cases }) => cases[0]?.id)).toEqual([other, mine]);
  });

  it.each([
    [null, {}, 401, 'NOT_SIGNED_IN'],
    ['tr.cochair', { lastEventId: 'seven' }, 400, 'HEADER_MALFORMED'],
    ['tr.cochair', { lastEventId: '999999999999' }, 400, 'POSITION_UNKNOWN'],
    ['tr.cochair', { query: '?after=x' }, 400, 'VALIDATION_FAILED'],
    ['tr.cochair', { query: '?type=Gossip' }, 400, 'PARAMETER_INVALID'],
    ['tr.cochair', { query: '?case=PK-0000-00' }, 404, 'CASE_UNKNOWN'],
    ['tr.cochair', { query: '?asOf=1' }, 400, 'VALIDATION_FAILED'],
  ])('refuses %s %j before the stream begins', async (persona, options, status, code) => {
    const stream = await open(persona, options);
    await stream.ended;
    expect([stream.status, stream.headers.get('content-type'), JSON.parse(stream.text())]).toEqual([
      status,
      expect.stringMatching(/^application\/problem\+json/),
      expect.objectContaining({ code }),
    ]);
  });

  it('does not let a reader follow a case that it may not know of', async () => {
    const drafted = await as('pk.sharer')('POST', '/v1/shares', { body: exampleShare() });
    const { body, status } = await shown(as('pk.sharer'), String(drafted.body['id']), drafted);
    expect(status).toBe(200);
    const stream = await open('af.recipient', { query: `?case=${String(body['id'])}` });
    await stream.ended;
    expect([stream.status, stream.text()]).toEqual([404, expect.stringContaining('CASE_UNKNOWN')]);
  });

  describe('of an api that is started again', () => {
    let api: Api;
    beforeAll(async () => void (api = await createApi(ledger.settings)));
    afterAll(() => api.close());

    it('says goodbye, and loses and doubles nothing', async () => {
      const id = await settled();
      const before = await openAt(api.url, 'tr.cochair');
      await postStep(as('af.recipient'), id, 'acknowledgement');
      await before.until(1);
      await api.close();
      await before.ended;
      expect(before.farewell()).toMatchObject({ code: 'SERVER_STOPPING' });
      expect(before.text()).toContain('retry: 1000\n');
      await postStep(as('af.recipient'), id, 'admission');
      api = await createApi({ ...ledger.settings, port: api.port });
      const after = await openAt(api.url, 'tr.cochair', { lastEventId: before.lastId() });
      await after.until(1);
      expect([...types(before), ...types(after)]).toEqual(['ShareAcknowledged', 'ShareAdmitted']);
    });
  });
});
