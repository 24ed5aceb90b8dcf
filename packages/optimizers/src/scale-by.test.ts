import * as fc from 'fast-check';
import { scaleBy, sgd } from './scale-by';
import { ascend, expectClose, gradients, updatesOf } from './testing/runs';

it('scaleBy multiplies every entry', () => {
  fc.assert(
    fc.property(gradients, fc.double({ min: -10, max: 10, noNaN: true }), (stream, factor) => {
      const scaled = stream.map((gradient) => Array.from(gradient, (entry) => factor * entry));
      expect(updatesOf(scaleBy(factor), stream)).toEqual(scaled);
    }),
  );
});

it('sgd ascends: on −½‖θ − c‖² the distance to c shrinks by 1 − β a step', () => {
  const centre = [1, -2, 3];
  const start = [5, 5, 5];
  const gradient = (parameters: ArrayLike<number>): number[] => centre.map((c, i) => c - parameters[i]);
  const found = ascend(sgd(0.25), gradient, start, 10);
  const expected = centre.map((c, i) => c + 0.75 ** 10 * (start[i] - c));
  expectClose(found, expected, 1e-12);
});

it('a factor that is not finite is refused', () => {
  expect(() => scaleBy(NaN)).toThrow(new RangeError('scaleBy: factor: expected a finite number, found NaN'));
  expect(() => sgd(Infinity)).toThrow(
    new RangeError('sgd: learningRate: expected a finite number, found Infinity'),
  );
});
