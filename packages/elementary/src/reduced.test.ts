import * as fc from 'fast-check';
import { reduced } from './reduced';

it('an angle in quarters of a turn and what is left has the same quarters as its neighbours', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (x) => {
      const { quarter, high, low } = reduced(x);
      expect(Math.abs(high)).toBeLessThanOrEqual(Math.PI / 4 + 1e-9);
      expect(Math.abs(low)).toBeLessThanOrEqual(Math.abs(high) * Number.EPSILON);
      const turns = (x - high) / (Math.PI / 2);
      expect((((Math.round(turns) % 4) + 4) % 4) as number).toBe(quarter);
    }),
  );
});

it('both ways to reduce an angle meet where one follows the other', () => {
  for (const k of [0, 1, 2, 3, 4]) {
    const [below, above] = [0x10_0000 - 2 ** -32 * (k + 1), 0x10_0000 + 2 ** -32 * k].map(reduced);
    expect(below.quarter).toBe(above.quarter);
    expect(above.high - below.high).toBeCloseTo(2 ** -32 * (2 * k + 1), 16);
  }
});
