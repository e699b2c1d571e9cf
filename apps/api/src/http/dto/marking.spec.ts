import { describe, expect, it } from '@jest/globals';
import { IsDefined } from 'class-validator';
import { checkBody, refusedAt } from '../../testing/check-body';
import { IsMarking, markingOf, type MarkingDto } from './marking';

class Dto {
  @IsDefined()
  @IsMarking()
  readonly marking!: MarkingDto;
}

describe('a marking', () => {
  it('has no handling and no stated use unless it says so', async () => {
    const result = await checkBody(Dto, { marking: { tlp: 'TLP:AMBER+STRICT' } });
    expect('value' in result && markingOf(result.value.marking)).toEqual({
      tlp: 'TLP:AMBER+STRICT',
      handling: [],
      permissibleUse: null,
    });
  });

  it.each([
    [{ tlp: 'tlp:red' }, '/marking/tlp'],
    [{ tlp: 'TLP:WHITE' }, '/marking/tlp'],
    [{ tlp: 'TLP:RED', permissibleUse: 'STRIKE' }, '/marking/permissibleUse'],
    [{ tlp: 'TLP:RED', handling: 'eyes only' }, '/marking/handling'],
    [{ tlp: 'TLP:RED', handling: [''] }, '/marking/handling'],
    [{}, '/marking/tlp'],
    [[{ tlp: 'TLP:RED' }], '/marking'],
  ])('%j is refused at %s', async (marking, pointer) => {
    expect(await refusedAt(Dto, { marking })).toContain(pointer);
  });
});
