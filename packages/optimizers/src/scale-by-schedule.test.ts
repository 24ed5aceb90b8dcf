import * as fc from 'fast-check';
import { scaleBySchedule } from './scale-by-schedule';
import { gradients, updatesOf } from './testing/runs';

it('update k is schedule(k) times gradient k, counted from zero', () => {
  fc.assert(
    fc.property(gradients, (stream) => {
      const schedule = (step: number): number => 1 + 2 * step;
      const expected = stream.map((gradient, k) => Array.from(gradient, (entry) => (1 + 2 * k) * entry));
      expect(updatesOf(scaleBySchedule(schedule), stream)).toEqual(expected);
    }),
  );
});
