import * as fc from 'fast-check';
import { nearlyEqual } from './agreement';
import { leaveOneOutWeights } from './leave-one-out-weights';
import { discountedSums } from './returns';
import { batchOf, reward } from './testing/batches';
import type { TrajectoryBatch } from './trajectory-batch';
import type { StepWeights } from './weighting';
import { stepWeights } from './weights';
import { fromWeightsSpec } from './weights-spec';

const normalised = fromWeightsSpec({ kind: 'normalised-advantage', lambda: 0.97 });

const discounts = [1, 0.99, 0.9] as const;

const weigh = (batch: TrajectoryBatch, discount = 0.99): StepWeights =>
  stepWeights(normalised, discount)(batch);

/** Zero weights, at a scale of zero. */
const expectNothing = ({ values, scale }: StepWeights): void => {
  expect(scale).toBe(0);
  expect(values.every((w) => w === 0)).toBe(true);
};

/** N trajectories of H steps that earn `of(h)` at step h. */
const alike = (n: number, horizon: number, of: (h: number) => number): TrajectoryBatch =>
  batchOf(
    Array.from({ length: n }, () => Array.from({ length: horizon }, (_, h) => of(h))),
    horizon,
  );

describe('equal returns', () => {
  it.each(discounts)(
    'tell nothing at any length and number of trajectories: rewards 1, γ = %p',
    (discount) => {
      for (const n of [1, 2, 3, 5, 10, 20])
        for (const horizon of [1, 2, 3, 4, 5, 6, 7, 8, 10, 20, 50, 100])
          expectNothing(
            weigh(
              alike(n, horizon, () => 1),
              discount,
            ),
          );
    },
  );

  it.each([0, 1e-12, -3, 1e8, -1e100, 1e200])('tell nothing at any size: rewards %p', (size) => {
    for (const n of [1, 2, 7])
      for (const horizon of [1, 5, 30]) expectNothing(weigh(alike(n, horizon, () => size)));
  });

  it('tell nothing whatever the steps pay', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.array(reward, { minLength: 1, maxLength: 12 }),
        (n, rewards) => {
          expectNothing(weigh(alike(n, rewards.length, (h) => rewards[h])));
        },
      ),
    );
  });

  it('tell nothing where they differ by rounding', () => {
    expectNothing(
      weigh(
        batchOf(
          [
            [0.1 + 0.2, 1],
            [0.3, 1],
          ],
          2,
        ),
      ),
    );
    expectNothing(
      weigh(
        batchOf(
          [
            [1e8 + 1e-4, 5],
            [1e8, 5],
          ],
          2,
        ),
      ),
    );
  });

  it('tell nothing where trajectories end early and earned nothing', () => {
    expectNothing(weigh(batchOf([[0, 0, 0], [0], [0, 0]], 3)));
    // They end together, before the horizon.
    expectNothing(
      weigh(
        batchOf(
          [
            [1, 1],
            [1, 1],
          ],
          3,
        ),
      ),
    );
  });
});

it('leaves plain advantages as they are: nothing divides them', () => {
  const plain = fromWeightsSpec({ kind: 'advantage', lambda: 0.97 });
  const ridgeLeaves = stepWeights(plain, 0.99)(alike(3, 30, () => 1)).values;
  expect(ridgeLeaves.some((w) => w !== 0)).toBe(true);
  expect(Math.max(...ridgeLeaves.map(Math.abs))).toBeLessThan(2);
});

describe('a large reward that all earn', () => {
  /** After it, action 1 earns 1 and action 0 nothing. */
  const after = (common: number): TrajectoryBatch => {
    const batch = batchOf(
      [0, 1, 1, 0, 1, 0, 0, 1, 0, 1].map((earned, n) => [common, earned, n % 2]),
      3,
    );
    const zeros = new Float64Array(batch.mask.length);
    return { ...batch, observations: { ...batch.observations, data: zeros } };
  };

  it('does not hide what actions earn later', () => {
    const common = after(1e5);
    const advantages = stepWeights(fromWeightsSpec({ kind: 'advantage', lambda: 1 }), 1)(common).values;
    const { values, scale } = stepWeights(
      fromWeightsSpec({ kind: 'normalised-advantage', lambda: 1 }),
      1,
    )(common);
    expect(scale).toBeGreaterThan(0);
    const before = stepWeights(fromWeightsSpec({ kind: 'advantage', lambda: 1 }), 1)(after(0)).values;
    for (let n = 1; n < 10; n++) {
      const [first, own] = [1, 3 * n + 1];
      expect(advantages[own] - advantages[first]).toBeCloseTo(before[own] - before[first], 1);
      expect((values[own] - values[first]) / scale).toBeCloseTo(advantages[own] - advantages[first], 6);
    }
    expect(before[4] - before[1]).toBeGreaterThan(0.3);
  });

  it('nor in a batch of two, whose means by step the features match', () => {
    const [first, second] = [
      [1e5, 0],
      [1e5, 1],
    ];
    const batch = batchOf([first, second], 2);
    const inOneState = { ...batch, observations: { ...batch.observations, data: new Float64Array(4) } };
    const { values, scale } = weigh(inOneState);
    expect(scale).toBeGreaterThan(0);
    expect(values[3]).toBeGreaterThan(values[1]);
  });
});

describe('returns that hardly differ', () => {
  /** N trajectories of one step in one state, every second of which earns a little more. */
  const pair = (n: number, level: number, difference: number): TrajectoryBatch => {
    const batch = batchOf(
      Array.from({ length: n }, (_, i) => [level + (i % 2) * difference]),
      1,
    );
    return { ...batch, observations: { ...batch.observations, data: new Float64Array(n) } };
  };

  it('are normalised by their deviation down to 10⁻⁶ of the rewards-to-go, and fade below', () => {
    // A constant is left of the features; w = ±(difference/2)/max(difference/2, 10⁻⁶ level).
    for (const level of [1, -1e3])
      for (const share of [1e-1, 1e-3, 1e-5, 2e-6, 1e-6, 1e-7, 1e-9, 1e-10]) {
        const difference = share * Math.abs(level);
        const size = Math.min(1, share / 2 / 1e-6);
        const { values } = weigh(pair(4, level, difference), 1);
        Array.from(values).forEach((w, i) => {
          expect(w / (i % 2 === 0 ? -size : size)).toBeCloseTo(1, 1);
        });
      }
  });

  it('are nothing below 10⁻¹¹, where weights have nearly faded', () => {
    expectNothing(weigh(pair(4, 1, 5e-12), 1));
    const { values, scale } = weigh(pair(4, 1, 4e-11), 1);
    expect(scale).toBeGreaterThan(0);
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(3e-5);
  });
});

describe('returns that differ', () => {
  it('are told by a trajectory that ended early', () => {
    const { values, scale } = weigh(
      batchOf(
        [
          [1, 1, 1, 1, 1, 1, 1],
          [1, 1, 1],
          [1, 1, 1, 1, 1],
        ],
        7,
      ),
    );
    expect(scale).toBeGreaterThan(0);
    expect(values.some((w) => w !== 0)).toBe(true);
  });

  it('are told by one reward among none', () => {
    const rewards = Array.from({ length: 20 }, () => new Array<number>(30).fill(0));
    rewards[7][12] = 1e-6;
    expect(weigh(batchOf(rewards, 30)).scale).toBeGreaterThan(0);
  });

  it('are told by a single trajectory whose rewards differ, longer than what the baseline can match', () => {
    const single = batchOf([Array.from({ length: 40 }, (_, h) => Math.sin(h * h))], 40);
    expect(weigh(single).scale).toBeGreaterThan(0);
  });
});

it('no weight is larger than its share of the deviation allows: |w| ≤ √n N/n over n time steps', () => {
  const nearly = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.array(nearly, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(0, 1e-12, 1e-9, 1e-6, 1e-4, 1),
      fc.constantFrom(0, 1, 1e8),
      (noise, spread, level) => {
        const batch = batchOf(
          noise.map((xs) => xs.map((x) => level + spread * x)),
          12,
        );
        const n = batch.lengths.reduce((sum, length) => sum + length, 0);
        const { values, scale } = weigh(batch);
        for (const w of values)
          expect(Math.abs(w)).toBeLessThanOrEqual(((1 + 1e-9) * batch.trajectories) / Math.sqrt(n));
        const toGo = discountedSums(batch, batch.rewards, 0.99);
        const squares = toGo.reduce((sum, x) => sum + x * x, 0);
        expect((scale * Math.sqrt(squares * n)) / batch.trajectories).toBeLessThanOrEqual(1.001e6);
      },
    ),
  );
});

it('returns beyond the largest number are not equal to others', () => {
  const { scale, values } = weigh(
    batchOf(
      [
        [1e308, 1.5e308],
        [1.2e308, 1e308],
      ],
      2,
    ),
  );
  expect(scale).toBeNaN();
  expect(values.every(Number.isNaN)).toBe(true);
});

describe('leaving one out', () => {
  const sparse = (): number[][] => Array.from({ length: 6 }, () => new Array<number>(10).fill(0));

  it('weighs by nothing where the others earned alike, and by the others elsewhere', () => {
    const rewards = sparse();
    rewards[2][4] = 1;
    const weights = leaveOneOutWeights(normalised, 0.99)(batchOf(rewards, 10));
    for (let n = 0; n < 6; n++)
      if (n === 2) expectNothing(weights(n));
      else expect(weights(n).scale).toBeGreaterThan(0);
  });

  it('decides by the others alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(reward, { minLength: 10, maxLength: 10 }), { minLength: 3, maxLength: 5 }),
        fc.nat(),
        (given, at) => {
          const n = at % given.length;
          // All earn alike but, perhaps, the one that is left out.
          const rewards = given.map((own, m) => (m === n ? own : given[(n + 1) % given.length]));
          expectNothing(leaveOneOutWeights(normalised, 0.99)(batchOf(rewards, 10))(n));
        },
      ),
    );
  });
});

it('equal is what lies within 10⁻¹¹ of the largest magnitude', () => {
  expect([[], [3], [0, 0], [-0, 0], [1, 1 + 9e-12], [-1, -1 + 9e-12]].map(nearlyEqual)).toEqual(
    new Array(6).fill(true),
  );
  expect(
    [
      [1, 1 + 2e-11],
      [0, 1e-300],
      [-1, 1],
      [NaN, 1],
    ].map(nearlyEqual),
  ).toEqual(new Array(4).fill(false));
});

describe('returns that the baseline matches', () => {
  /** Each trajectory is one step; reward and observation of it are given. */
  const steps = (rewards: readonly number[], observations: readonly number[]): TrajectoryBatch => {
    const batch = batchOf(
      rewards.map((r) => [r]),
      1,
    );
    return { ...batch, observations: { ...batch.observations, data: observations } };
  };

  it('tell nothing where there are as many features as time steps', () => {
    // s, s² and 1 go through any three points, but for the penalty, which leaves 10⁻⁵ to 10⁻³ of
    // them.
    fc.assert(
      fc.property(fc.tuple(reward, reward, reward), (rewards) => {
        expectNothing(weigh(steps(rewards, [0, 1, 2])));
      }),
    );
  });

  it('tell nothing where the state alone decides them', () => {
    const states = [0, 1, 1, 0, 1, 1];
    expectNothing(weigh(steps(states, states)));
  });

  it('tell nothing at any size', () => {
    for (const size of [1e-6, 1, 1e6])
      expectNothing(weigh(steps([3 * size, -7 * size, 5 * size], [0, 1, 2])));
  });

  it('tell nothing where the penalty alone holds the fit back, not where the features hardly vary', () => {
    // Of what varies with squares σ², each of 21 fits with a penalty ρ leaves ρ/(σ² + ρ).
    const signs = [1, -1, 1, -1];
    const left = (share: number) => (1 / (1 + share)) ** 21;
    const weighing = (share: number, size: number) => {
      const far = Math.sqrt((share * 1e-5) / signs.length);
      return weigh(
        steps(
          signs.map((sign) => sign * size),
          signs.map((sign) => sign * far),
        ),
      );
    };
    expect(left(0.5)).toBeGreaterThan(1e-4);
    expect(left(2)).toBeLessThan(1e-9);
    for (const size of [1e-3, 1, 1e3]) {
      expect(weighing(0.5, size).scale).toBeGreaterThan(0);
      expectNothing(weighing(2, size));
    }
  });

  it('tell something where a state earned this and that', () => {
    expect(weigh(steps([0, 1, 1, 0, 1, 0.99], [0, 1, 1, 0, 1, 1])).scale).toBeGreaterThan(0);
  });
});
