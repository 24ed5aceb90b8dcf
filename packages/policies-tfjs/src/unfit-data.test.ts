import { tabularSoftmax, type Policy } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import type { Matrix } from '@sgmrl/vector';
import { categoricalMlp } from './categorical-mlp';
import { gaussianMlp } from './gaussian-mlp';
import { PolicySpec } from './policy-spec';
import { startBackend } from './testing/backend';

const matrix = (rows: number, columns: number, data: readonly number[]): Matrix => ({ rows, columns, data });

const observations = matrix(2, 2, [0.5, -1, 2, 0.25]);

/** Everything that a policy does with actions. */
const operations = (policy: Policy, actions: Matrix) => {
  const theta = new Float64Array(policy.dimension).fill(0.1);
  const data = { observations, actions };
  const w = [1, -2];
  return [
    () => policy.logProbability(theta, data),
    () => policy.weightedScore(theta, data, w),
    () => policy.weightedScores(theta, data, [w, w]),
    () => policy.directionalDerivative(theta, data, theta),
    () => policy.hessianVectorProduct(theta, data, w, theta),
    () => policy.curvatureAndScore(theta, data, w, theta, (d) => d),
  ];
};

const spec = { observationSize: 2, hidden: [3], activation: 'tanh' as const };

describe('actions that do not fit', () => {
  it.each([
    ['too few rows', matrix(1, 2, [1, 2]), /expected 2 × 2 numbers.*found 1 × 2/],
    ['too many rows', matrix(3, 2, [1, 2, 3, 4, 5, 6]), /found 3 × 2/],
    ['too few columns', matrix(2, 1, [1, 2]), /found 2 × 1/],
    ['too few numbers', matrix(2, 2, [1, 2, 3]), /with 3 numbers/],
  ])('are refused by a Gaussian MLP: %s', async (_, actions, message) => {
    const policy = gaussianMlp(await startBackend())({ ...spec, actionSize: 2, initialLogStd: 0 });
    operations(policy, actions).forEach((operation) => {
      expect(operation).toThrow(RangeError);
      expect(operation).toThrow(message);
    });
  });

  it.each([
    ['too few rows', matrix(1, 1, [1]), /expected 2 × 1 numbers.*found 1 × 1/],
    ['too many columns', matrix(2, 2, [1, 0, 1, 0]), /found 2 × 2/],
    ['one past the last', matrix(2, 1, [2, 3]), /expected an integer from 0 to 2, found 3 in row 1/],
    ['below the first', matrix(2, 1, [-1, 2]), /found -1 in row 0/],
    ['a fraction', matrix(2, 1, [0, 0.5]), /found 0.5 in row 1/],
    ['not a number', matrix(2, 1, [0, NaN]), /found NaN in row 1/],
  ])('are refused by a categorical MLP: %s', async (_, actions, message) => {
    const policy = categoricalMlp(await startBackend())({ ...spec, actions: 3 });
    operations(policy, actions).forEach((operation) => {
      expect(operation).toThrow(RangeError);
      expect(operation).toThrow(message);
    });
  });

  it('are told from those that do', async () => {
    const backend = await startBackend();
    const gaussian = gaussianMlp(backend)({ ...spec, actionSize: 2, initialLogStd: 0 });
    const categorical = categoricalMlp(backend)({ ...spec, actions: 3 });
    [
      // A diverged run meets such actions, and says so by itself
      ...operations(gaussian, matrix(2, 2, [1, NaN, 3, Infinity])),
      ...operations(categorical, matrix(2, 1, [0, 2])),
    ].forEach((operation) => expect(operation).not.toThrow());
  });
});

const backendless = (): readonly (readonly [string, () => Policy | Promise<Policy>])[] => [
  ['tabular', () => tabularSoftmax(3, 2)],
  ['categorical', async () => categoricalMlp(await startBackend())({ ...spec, actions: 2 })],
  ['gaussian', async () => gaussianMlp(await startBackend())({ ...spec, actionSize: 1, initialLogStd: 0 })],
];

describe.each(backendless())('a %s policy', (_name, make) => {
  const setUp = async () => {
    const policy = await make();
    const columns = policy.observationSpace.kind === 'box' ? policy.observationSpace.low.length : 1;
    const fitting = matrix(2, columns, new Array<number>(2 * columns).fill(1));
    return {
      policy,
      theta: new Array<number>(policy.dimension).fill(0.1),
      fitting,
      actions: matrix(2, 1, [0, 1]),
    };
  };

  it.each([
    ['too short', (theta: readonly number[]) => theta.slice(1)],
    ['too long', (theta: readonly number[]) => [...theta, 0]],
  ])('refuses parameters that are %s', async (_what, wrong) => {
    const { policy, theta, fitting, actions } = await setUp();
    const parameters = wrong(theta);
    const message = `parameters: expected ${String(theta.length)} numbers, found ${String(parameters.length)}`;
    const data = { observations: fitting, actions };
    [
      () => policy.sample(parameters, fitting, key(1)),
      () => policy.logProbability(parameters, data),
      () => policy.weightedScore(parameters, data, [1, 1]),
      () => policy.hessianVectorProduct(parameters, data, [1, 1], theta),
    ].forEach((call) => {
      expect(call).toThrow(new RangeError(message));
    });
  });

  it('refuses weights and directions that do not fit', async () => {
    const { policy, theta, fitting, actions } = await setUp();
    const data = { observations: fitting, actions };
    const weights = /weights: expected 2 numbers, found [13]/;
    const direction = /direction: expected \d+ numbers, found 1/;
    const cases: readonly (readonly [() => unknown, RegExp])[] = [
      [() => policy.weightedScore(theta, data, [1]), weights],
      [() => policy.weightedScores(theta, data, [[1, 1], [1, 1, 1]]), weights], // prettier-ignore
      [() => policy.hessianVectorProduct(theta, data, [1], theta), weights],
      [() => policy.curvatureAndScore(theta, data, [1, 1], theta, () => [1]), weights],
      [() => policy.directionalDerivative(theta, data, [1]), direction],
      [() => policy.hessianVectorProduct(theta, data, [1, 1], [1]), direction],
      [() => policy.curvatureAndScore(theta, data, [1, 1], [1], (d) => d), direction],
    ];
    cases.forEach(([call, message]) => {
      expect(call).toThrow(RangeError);
      expect(call).toThrow(message);
    });
  });

  it('refuses observations that do not fit, sampled from or scored', async () => {
    const { policy, theta, fitting, actions } = await setUp();
    const { columns } = fitting;
    const wrong: readonly (readonly [Matrix, RegExp])[] = [
      [
        matrix(2, columns + 1, new Array<number>(2 * columns + 2).fill(0)),
        /expected rows of \d numbers, found 2 × \d/,
      ],
      [{ ...fitting, data: [1] }, /with 1 numbers/],
      [{ ...fitting, rows: -2 }, /found -2 ×/],
      [{ ...fitting, rows: 1.5, data: new Array<number>(Math.ceil(1.5 * columns)).fill(0) }, /found 1.5 ×/],
      ...[NaN, Infinity, -1e39].map(
        (x) => [matrix(2, columns, [...new Array<number>(2 * columns - 1).fill(0), x]), /in row 1/] as const,
      ),
    ];
    wrong.forEach(([observations, message]) => {
      [
        () => policy.sample(theta, observations, key(1)),
        () => policy.logProbability(theta, { observations, actions }),
        () => policy.weightedScore(theta, { observations, actions }, [1, 1]),
      ].forEach((call) => {
        expect(call).toThrow(RangeError);
        expect(call).toThrow(message);
        expect(call).toThrow(/^observations: expected .*, found /);
      });
    });
  });
});

describe('numbers that are infinite in float32', () => {
  it.each(backendless().slice(1))('are refused as parameters of a %s MLP', async (_name, make) => {
    const policy = await make();
    const theta = new Float64Array(policy.dimension).fill(0.1);
    theta[3] = -4e38;
    const data = { observations, actions: matrix(2, 1, [0, 1]) };
    [
      () => policy.sample(theta, observations, key(1)),
      () => policy.logProbability(theta, data),
      () => policy.weightedScore(theta, data, [1, 1]),
    ].forEach((call) => {
      expect(call).toThrow(RangeError);
      expect(call).toThrow(/parameters: expected .*float32.*, found -4e\+38 at index 3/);
    });
  });

  it('are told from the greatest that are not', async () => {
    const policy = gaussianMlp(await startBackend())({
      ...spec,
      hidden: [],
      actionSize: 1,
      initialLogStd: 0,
    });
    const greatest = 3.4028234663852886e38; // (2 − 2⁻²³)·2¹²⁷
    const sample = (x: number) => () => policy.sample([0, 0, 0, 0], matrix(1, 2, [0, x]), key(1));
    expect(sample(greatest)).not.toThrow();
    expect(sample(3.4028235677973366e38)).toThrow(/found 3.402823567797336\de\+38 in row 0/); // rounds to infinity
  });
});

describe('sizes that make no policy', () => {
  it.each([0, -1, 1.5, NaN, Infinity])('are refused: %d', async (size) => {
    const backend = await startBackend();
    [
      () => categoricalMlp(backend)({ ...spec, actions: size }),
      () => categoricalMlp(backend)({ ...spec, actions: 2, observationSize: size }),
      () => gaussianMlp(backend)({ ...spec, actionSize: size, initialLogStd: 0 }),
    ].forEach((make) => {
      expect(make).toThrow(RangeError);
      expect(make).toThrow(new RegExp(`: expected a whole number from 1 on, found ${String(size)}$`));
    });
  });
});

describe('what a codec bounds', () => {
  const gaussian = { ...spec, actionSize: 1, initialLogStd: 0 };

  it.each([-10.5, 1000, NaN, Infinity])(
    'is refused by the constructor: an initialLogStd of %d',
    async (x) => {
      const backend = await startBackend();
      expect(() => gaussianMlp(backend)({ ...gaussian, initialLogStd: x })).toThrow(
        new RangeError(`gaussianMlp: initialLogStd: expected a number from -10 to 10, found ${String(x)}`),
      );
      expect(PolicySpec.decode({ ...spec, kind: 'gaussian-mlp', initialLogStd: x })._tag).toBe('Left');
    },
  );

  it.each([0, -1, 1.5, NaN, 4097])('is refused by the constructor: a layer of %d units', async (units) => {
    const backend = await startBackend();
    const hidden = [3, units];
    const message = `hidden[1]: expected a whole number from 1 to 4096, found ${String(units)}`;
    expect(() => gaussianMlp(backend)({ ...gaussian, hidden })).toThrow(
      new RangeError(`gaussianMlp: ${message}`),
    );
    expect(() => categoricalMlp(backend)({ ...spec, actions: 2, hidden })).toThrow(
      new RangeError(`categoricalMlp: ${message}`),
    );
  });

  it('is refused by the constructor: 17 layers', async () => {
    const backend = await startBackend();
    expect(() => gaussianMlp(backend)({ ...gaussian, hidden: Array<number>(17).fill(2) })).toThrow(
      new RangeError('gaussianMlp: hidden: expected at most 16 layers, found 17'),
    );
  });

  it('is taken at its bounds', async () => {
    const backend = await startBackend();
    const hidden = Array<number>(16).fill(1);
    const takes = [-10, 10].map((initialLogStd) =>
      gaussianMlp(backend)({ ...gaussian, hidden, initialLogStd }),
    );
    expect(takes.map(({ dimension }) => dimension)).toEqual([3 + 15 * 2 + 2 + 1, 3 + 15 * 2 + 2 + 1]);
  });
});

it.each([NaN, Infinity])('no action is drawn where a logit is %d', async (x) => {
  const policy = categoricalMlp(await startBackend())({ ...spec, actions: 3 });
  const theta = new Float64Array(policy.dimension);
  theta[policy.dimension - 1] = x;
  expect(Array.from(policy.sample(theta, observations, key(1)).data)).toEqual([NaN, NaN]);
});
