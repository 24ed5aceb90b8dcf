import * as fc from 'fast-check';
import { expectAlike, onRows, weightsOf } from '../../testing/leaves';
import { traces } from '../../testing/traces';
import { value } from './value';

it('weighs every step by Ĵ', () => {
  fc.assert(
    fc.property(traces, (one) => {
      expectAlike(
        weightsOf(value, one),
        onRows(one, () => one.trace.outer.value),
      );
    }),
  );
});
