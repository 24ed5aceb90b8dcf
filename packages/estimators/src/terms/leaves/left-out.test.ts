import * as fc from 'fast-check';
import { adaptedWithout, expectAlike, onRows, weightsOf } from '../../testing/leaves';
import { traces } from '../../testing/traces';
import { leftOut } from './left-out';

it('weighs every trajectory by what leaving it out changes in the return', () => {
  fc.assert(
    fc.property(traces, (one) => {
      expectAlike(
        weightsOf(leftOut, one),
        onRows(one, (n) => one.trace.outer.valueAbove(adaptedWithout(one, n))),
      );
    }),
  );
});
