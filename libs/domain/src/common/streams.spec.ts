import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idInStream, incidentStream, referenceOf, refersTo, shareStream, strikeStream } from './streams';

const id = '0a1b2c3d-4e5f-5a6b-8c7d-9e8f7f3a0b1c';

describe('streams', () => {
  it.each([
    ['share', shareStream(id)],
    ['strike', strikeStream(id)],
    ['incident', incidentStream(id)],
  ] as const)('of a %s carry its id', (kind, stream) => {
    expect(stream).toBe(`${kind}-${id}`);
    expect(idInStream(stream)).toEqual({ kind, id });
  });

  it.each(['invoice-1', 'share-', 'shares-1', '$ce-share-1', 'xshare-1', ''])(
    'called "%s" are not of Mizan',
    (stream) => {
      expect(idInStream(stream)).toBeNull();
    },
  );
});

describe('references', () => {
  it('read like PK-7F3A-Q2 and never change', () => {
    expect(referenceOf('PK', id)).toBe('PK-ZKM2-RW');
    expect(referenceOf('PK', id.toUpperCase())).toBe('PK-ZKM2-RW');
    expect(referenceOf('PK', id.replace('7f3a0b1c', '00000001'))).toBe('PK-0000-01');
    expect(referenceOf('PK', id.replace('7f3a0b1c', 'bfffffff'))).toBe('PK-ZZZZ-ZZ');
  });

  it('have no letter that is mistaken for another, and know the case they stand for', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        const reference = referenceOf('AF', one);
        expect(reference).toMatch(/^AF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
        expect(refersTo(reference, one)).toBe(true);
        expect(refersTo(reference, other)).toBe(referenceOf('AF', other) === reference);
      }),
    );
  });

  it('need a UUID', () => {
    expect(() => referenceOf('PK', 'case-1')).toThrow(RangeError);
    expect(refersTo('PK-0000-00', 'case-1')).toBe(false);
  });
});
