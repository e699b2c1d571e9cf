import { describe, expect, it } from '@jest/globals';
import { IsDefined } from 'class-validator';
import fc from 'fast-check';
import { checkBody, refusedAt } from '../../testing/check-body';
import { IsPlaceInput, placeOf, type PlaceInputDto } from './place';

class Dto {
  @IsDefined()
  @IsPlaceInput()
  readonly place!: PlaceInputDto;
}

describe('a place in a body', () => {
  it('is read as it was written', async () => {
    const result = await checkBody(Dto, {
      place: {
        input: ' 42S WC 1234 5678 ',
        radiusM: 500,
        collectedAt: '2026-11-01T09:30:00+04:30',
        name: null,
      },
    });
    expect('value' in result && placeOf(result.value.place)).toMatchObject({
      verbatim: ' 42S WC 1234 5678 ',
      format: 'MGRS',
      mgrs: '42SWC12345678',
      radiusM: 500,
      collectedAt: '2026-11-01T05:00:00.000Z',
      name: null,
    });
  });

  it.each([
    ['outside the world', '95.0, 70.0'],
    ['without a grid zone', 'WC 1234 5678'],
    ['of no notation', 'behind the mill'],
    ['that is empty', ''],
  ])('%s says why, and what to do', async (_, input) => {
    const result = await checkBody(Dto, { place: { input } });
    expect(result).toEqual({
      errors: [
        {
          pointer: '/place/input',
          code: expect.stringMatching(/^[A-Z_]+$/),
          detail: expect.any(String),
          remedy: expect.any(String),
        },
      ],
    });
  });

  it('names an unknown datum and an impossible radius', async () => {
    const at = { input: '34.5, 70.1' };
    const told = async (place: object) => {
      const result = await checkBody(Dto, { place });
      return 'errors' in result ? result.errors.map(({ pointer, code }) => [pointer, code]) : [];
    };
    expect(await told({ ...at, datum: 'MARS-2000' })).toEqual([['/place/datum', 'DATUM_UNKNOWN']]);
    expect(await told({ ...at, radiusM: -1 })).toEqual([['/place/radiusM', 'RADIUS_IMPOSSIBLE']]);
    expect(await told({ ...at, format: 'MGRS' })).toEqual([['/place/format', 'FORMAT_MISMATCH']]);
    expect(await told({ input: 'nowhere', radiusM: 'far' })).toEqual([
      ['/place/input', expect.any(String)],
      ['/place/radiusM', undefined],
    ]);
  });

  it.each([
    [undefined, '/place'],
    [null, '/place'],
    ['42S WC 1234 5678', '/place'],
    [[{ input: '42S WC 1234 5678' }], '/place'],
    [{}, '/place/input'],
    [{ input: 42 }, '/place/input'],
    [{ input: '42S WC 1234 5678\u202e' }, '/place/input'],
    [{ input: '42S WC\u0000 1234 5678' }, '/place/input'],
    [{ input: '42S WC 1234 5678\ud800' }, '/place/input'],
    [{ input: '42S WC 1234 5678', radiusM: '500' }, '/place/radiusM'],
    [{ input: '42S WC 1234 5678', collectedAt: '2026-02-31T00:00:00Z' }, '/place/collectedAt'],
    [{ input: '42S WC 1234 5678', altitudeM: 900 }, '/place/altitudeM'],
    [{ input: '42S WC 1234 5678', format: 'GARS' }, '/place/format'],
  ])('%j is refused at %s', async (place, pointer) => {
    expect(await refusedAt(Dto, { place })).toContain(pointer);
  });

  it('never makes the validation fail otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (place) => {
        expect(Array.isArray(await refusedAt(Dto, { place }))).toBe(true);
      }),
    );
  });
});
