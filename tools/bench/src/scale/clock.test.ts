import { array, assert, integer, property } from 'fast-check';
import { simulate } from './clock';

it('lets things happen in the order of their times, and of their entry at the same time', () => {
  assert(
    property(array(integer({ min: 0, max: 5 })), (times) => {
      const happened: (readonly [number, number, number])[] = [];
      const { seconds } = simulate(({ now, at }) => {
        times.forEach((time, i) => {
          at(time, () => happened.push([now(), time, i]));
        });
      });
      const expected = times.map((time, i) => [time, time, i]).sort((a, b) => a[0] - b[0] || a[2] - b[2]);
      expect(happened).toEqual(expected);
      expect(seconds).toBe(Math.max(0, ...times));
    }),
  );
});

it('knows nothing that happens in the past', () => {
  const past = () =>
    simulate(({ at }) => {
      at(2, () => {
        at(1, () => undefined);
      });
    });
  expect(past).toThrow(new RangeError('expected a time from 2, found 1'));
  expect(() => simulate(({ at }) => at(NaN, () => undefined))).toThrow(RangeError);
});
