import * as fc from 'fast-check';
import { adam } from './adam';
import { chain } from './chain';
import { clipByGlobalNorm } from './clip-by-global-norm';
import { identity } from './gradient-transformation';
import { trace } from './momentum';
import { scaleBy } from './scale-by';
import { linear } from './schedule';
import { scaleBySchedule } from './scale-by-schedule';
import { gradients, updatesOf } from './testing/runs';

const [first, second, third] = [clipByGlobalNorm(3), trace(0.5), scaleBySchedule(linear(1, 0, 4))];

it('chain feeds the update of each part to the next', () => {
  fc.assert(
    fc.property(gradients, (stream) => {
      const byHand = updatesOf(third, updatesOf(second, updatesOf(first, stream)));
      expect(updatesOf(chain(first, second, third), stream)).toEqual(byHand);
    }),
  );
});

it('chain is associative', () => {
  fc.assert(
    fc.property(gradients, (stream) => {
      const updates = updatesOf(chain(first, second, third), stream);
      expect(updatesOf(chain(chain(first, second), third), stream)).toEqual(updates);
      expect(updatesOf(chain(first, chain(second, third)), stream)).toEqual(updates);
    }),
  );
});

it('identity is the unit of chain, and so is the empty chain', () => {
  fc.assert(
    fc.property(gradients, (stream) => {
      const part = adam(0.1);
      const updates = updatesOf(part, stream);
      expect(updatesOf(chain(identity, part), stream)).toEqual(updates);
      expect(updatesOf(chain(part, identity), stream)).toEqual(updates);
      expect(updatesOf(chain(chain(), part), stream)).toEqual(updates);
    }),
  );
});

it('the order of parts matters: clipping a scaled gradient is not scaling a clipped one', () => {
  const stream = [[3, 0, 4]];
  expect(updatesOf(chain(scaleBy(10), clipByGlobalNorm(5)), stream)).toEqual([[3, 0, 4]]);
  expect(updatesOf(chain(clipByGlobalNorm(5), scaleBy(10)), stream)).toEqual([[30, 0, 40]]);
});

it('the state is the tuple of the states, and updating leaves it alone', () => {
  const optimizer = chain(identity, trace(0.5), scaleBySchedule(linear(1, 0, 4)));
  const start = optimizer.init([0, 0]);
  expect(start).toEqual([[], { velocity: Float64Array.of(0, 0) }, { step: 0 }]);
  const [, next] = optimizer.update([2, 4], start, [0, 0]);
  expect(start).toEqual([[], { velocity: Float64Array.of(0, 0) }, { step: 0 }]);
  expect(next).toEqual([[], { velocity: Float64Array.of(2, 4) }, { step: 1 }]);
});
