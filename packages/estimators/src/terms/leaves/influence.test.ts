import { dot, subtract } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { adaptedOf, adaptedWithout, expectAlike, lambda, onRows, weightsOf } from '../../testing/leaves';
import { traces } from '../../testing/traces';
import { influence } from './influence';

it('weighs every trajectory by how far it moved the adapted parameters along λ', () => {
  fc.assert(
    fc.property(traces, (one) => {
      const adapted = adaptedOf(one);
      expectAlike(
        weightsOf(influence, one),
        onRows(one, (n) => dot(subtract(adapted, adaptedWithout(one, n)), lambda)),
      );
    }),
  );
});
