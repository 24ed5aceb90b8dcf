import * as fc from 'fast-check';
import { applyUpdate, identity } from './gradient-transformation';
import { gradients, updatesOf } from './testing/runs';

it('identity hands every gradient on', () => {
  fc.assert(
    fc.property(gradients, (stream) => {
      expect(updatesOf(identity, stream)).toEqual(stream);
    }),
  );
});

it('applyUpdate adds', () => {
  expect(applyUpdate([1, 2], [10, -20])).toEqual(Float64Array.of(11, -18));
  expect(() => applyUpdate([1], [1, 2])).toThrow('found 1 and 2');
});
