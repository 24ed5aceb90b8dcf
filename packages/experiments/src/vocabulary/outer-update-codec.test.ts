import { decodeWith } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { proMp, trpoMaml } from '../configuration/algorithms';
import { outerUpdateCodec } from './outer-update-codec';

it('reads what it writes, and refuses what is out of range', () => {
  for (const { outerUpdate } of [proMp, trpoMaml])
    expect(decodeWith(outerUpdateCodec)(outerUpdateCodec.encode(outerUpdate))).toEqual(E.right(outerUpdate));
  const refused = decodeWith(outerUpdateCodec)({ ...trpoMaml.outerUpdate, maxKl: 0 });
  expect(refused).toMatchObject({ left: [{ path: 'maxKl', expected: 'positive number' }] });
});
