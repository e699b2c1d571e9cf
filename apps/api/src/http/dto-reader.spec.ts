import { describe, expect, it } from '@jest/globals';
import { ValidationPipe, type Type } from '@nestjs/common';
import { Exclude, Expose, Transform, Type as IsOf } from 'class-transformer';
import { Allow, IsOptional, IsString, ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import fc from 'fast-check';
import { LiveQueryDto } from '../live/live-query.dto';
import { SkipDto } from '../operations/skip.dto';
import { DraftShareDto } from '../shares/draft.dto';
import { ShareListDto } from '../shares/list.dto';
import { ActDto, ChallengeDto, CorrectDto, DeclineDto } from '../shares/steps.dto';
import { StrikeDto } from '../strikes/strike.dto';
import { MarkingDto } from './dto/marking';
import { readerOf } from './dto-reader';
import { validationPipe } from './validation';

const place = { input: '42S WC 1234 5678', radiusM: 500, collectedAt: '2026-11-01T09:30:00Z', name: null };
const marking = { tlp: 'TLP:AMBER', handling: [' eyes only ', 'no copies'] };
const id = '6f1a8a3e-5a0e-4c1b-9a54-3d1c0c3f8b11';

/** A body of each kind that is in order. */
const inOrder: readonly (readonly [Type<object>, object])[] = [
  [
    DraftShareDto,
    {
      kind: 'hideout',
      place,
      believed: ' Fictional.\r\nAll of it. ',
      requestedAction: 'search',
      deadline: 'P7D',
      hold: { area: place, beyondDeadline: 'P3D', reserved: [] },
      grade: { scheme: 'admiralty', reliability: 'B', credibility: '2' },
      marking,
    },
  ],
  [CorrectDto, { reason: 'A clearer report.', believed: 'Fictional.', place: null }],
  [
    ActDto,
    { kind: 'search', results: { persons: 0, items: 3 }, place, occurredAt: '2026-11-01T09:30:00+04:30' },
  ],
  [DeclineDto, { reason: 'no-access', explanation: 'Not ours.' }],
  [ChallengeDto, { reason: 'Nobody came.', action: id }],
  [StrikeDto, { kind: 'alleged', place, statement: 'Fictional.', occurredAt: null }],
  [SkipDto, { event: id, reason: 'Understood.' }],
  [ShareListDto, { state: 'Found', exercise: 'true', limit: '20', asOf: '7' }],
  [LiveQueryDto, { after: '120', type: 'CoordinatesShared' }],
];

const pipe = validationPipe();

/** What the libraries alone make of it: an instance, or what they complain about. */
async function byLibraries(
  type: Type<object>,
  body: unknown,
): Promise<{ object: unknown } | { refused: true }> {
  try {
    return {
      object: await ValidationPipe.prototype.transform.call(pipe, body, { type: 'body', metatype: type }),
    };
  } catch {
    return { refused: true };
  }
}

/** As a parser of bodies makes it. */
function parsed(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body)) as unknown;
}

class Words {
  @Allow()
  readonly words!: unknown;
}

describe('a reader of bodies', () => {
  it.each(inOrder.map(([type, body]) => [type.name, type, body] as const))(
    'reads a %s that is in order as the libraries do',
    async (_, type, body) => {
      const object = readerOf(type)(parsed(body));
      expect(object).toBeInstanceOf(type);
      expect({ object }).toStrictEqual(await byLibraries(type, parsed(body)));
    },
  );

  it('reads nothing that the libraries refuse, and nothing otherwise than they do', async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...inOrder).chain(changed), async ([type, body]) => {
        const object = readerOf(type)(parsed(body));
        if (object === null) return;
        read++;
        expect({ object }).toStrictEqual(await byLibraries(type, parsed(body)));
      }),
      { numRuns: 1_500 },
    );
    expect(read).toBeGreaterThan(0);
  });

  it('shares no list with the body', () => {
    const handling = ['eyes only'];
    const read = readerOf(MarkingDto)({ tlp: 'TLP:AMBER', handling }) as MarkingDto;
    expect(read.handling).toStrictEqual(handling);
    expect(read.handling).not.toBe(handling);
    const words = readerOf(Words)({ words: handling }) as Words;
    expect(words.words).not.toBe(handling);
  });

  it('leaves the body as it came', () => {
    for (const [type, body] of inOrder) {
      const given = parsed(body);
      readerOf(type)(given);
      expect(given).toStrictEqual(parsed(body));
    }
  });

  it.each([undefined, null, 7, 'text', [], [{}]])('reads nothing that is no object: %j', (body) => {
    expect(readerOf(ShareListDto)(body)).toBeNull();
  });

  it('knows no name of a prototype as a field', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString'])
      expect(readerOf(ShareListDto)(JSON.parse(`{"${name}": {"limit": "5"}}`))).toBeNull();
  });
});

class Nothing {}

class Inner {
  @IsString()
  readonly word!: string;
}

class Renamed {
  @Expose({ name: 'other' })
  @IsString()
  readonly word!: string;
}

class Hidden {
  @Exclude()
  @IsOptional()
  readonly word?: string;
}

class Grouped {
  @IsString({ groups: ['some'] })
  readonly word!: string;
}

class GroupedTransform {
  @Transform(() => 'b', { groups: ['some'] })
  @IsString()
  readonly word!: string;
}

class Conditional {
  @IsString({ validateIf: () => false })
  readonly word!: string;
}

class Slow {
  @ValidateBy({ name: 'slow', validator: { validate: () => Promise.resolve(true) } })
  readonly word!: string;
}

class Untyped {
  @ValidateNested()
  readonly word!: Inner;
}

class Unchecked {
  @IsOf(() => Inner)
  @IsOptional()
  readonly word!: Inner;
}

class Unruled {
  readonly other = 'its own';

  @IsString()
  readonly word!: string;
}

describe('a class whose decorators say more than a reader knows', () => {
  const left: readonly (readonly [Type<object>, object])[] = [
    [Nothing, {}],
    [Renamed, { word: 'a' }],
    [Hidden, { word: 'a' }],
    [Grouped, { word: 'a' }],
    [GroupedTransform, { word: 'a' }],
    [Conditional, { word: 'a' }],
    [Slow, { word: 'a' }],
    [Untyped, { word: { word: 'a' } }],
    [Unchecked, { word: { word: 'a' } }],
    [Unruled, { word: 'a' }],
  ];

  it.each(left.map(([type, body]) => [type.name, type, body] as const))(
    'is left to the libraries: %s',
    (_, type, body) => {
      expect(readerOf(type)(body)).toBeNull();
    },
  );

  it.each<readonly [string, object]>([
    ['a list of objects', { words: [{ word: 'a' }] }],
    ['an object without a class', { words: { word: 'a' } }],
  ])('leaves %s to the libraries', (_, body) => {
    expect(readerOf(Words)(body)).toBeNull();
    expect(readerOf(Words)({ words: ['a', 1, null] })).toStrictEqual(
      Object.assign(new Words(), { words: ['a', 1, null] }),
    );
  });

  it('looks at a field only under its condition', () => {
    class Perhaps {
      @Allow()
      readonly isAsked!: boolean;

      @ValidateIf(({ isAsked }: Perhaps) => isAsked)
      @IsString()
      readonly word!: unknown;
    }
    expect(readerOf(Perhaps)({ isAsked: false, word: 7 })).toBeInstanceOf(Perhaps);
    expect(readerOf(Perhaps)({ isAsked: true, word: 7 })).toBeNull();
  });
});

/** The same body, with one value anywhere in it replaced, left out or added. */
function changed([type, body]: readonly [Type<object>, object]): fc.Arbitrary<
  readonly [Type<object>, unknown]
> {
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, '', ' a ', -1, 1_000_001, 'P0D', '2026-02-31T00:00:00Z', 'é\u0007', [], {}, [
      'a',
      3,
    ]),
  );
  const change = fc.record({
    path: fc.constantFrom(...pathsOf(body)),
    how: fc.constantFrom('replace', 'leave out', 'add'),
    key: fc.constantFrom('word', 'name', 'value', 'tlp', '__proto__', 'constructor', 'input'),
    value,
  });
  return change.map((made) => [type, altered(body, made)] as const);
}

interface Change {
  readonly path: readonly string[];
  readonly how: string;
  readonly key: string;
  readonly value: unknown;
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, of]) => [[key], ...pathsOf(of).map((rest) => [key, ...rest])]);
}

function altered(body: object, { path, how, key, value }: Change): unknown {
  const copy = parsed(body) as Record<string, unknown>;
  let at = copy;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  if (how === 'leave out') delete at[last];
  else Object.defineProperty(at, how === 'add' ? key : last, { value, enumerable: true, configurable: true });
  return copy;
}
