import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import fc from 'fast-check';
import { presets } from '../configuration/presets';
import { canonicalJson } from '../files/canonical-json';
import { sha256 } from '../files/hash';
import { grow } from './grow';
import { plannedRuns, type ComparisonQuestion } from './question';

const { config } = presets['tabular-quick'];
const question: ComparisonQuestion = {
  version: 1,
  config: { ...config, iterations: 4 },
  algorithms: ['none'],
  innerSteps: [1],
  seeds: [1, 2],
  evaluation: { tasks: 3, innerSteps: 3 },
};
const { learningRate } = config.optimizer as { readonly learningRate: number };

it('holds what either holds', () => {
  expect(
    grow(question, {
      ...question,
      config: { ...question.config, seed: 7, iterations: 9 },
      algorithms: ['joint', 'none'],
      innerSteps: [3, 1],
      seeds: [0],
      evaluation: { tasks: 2, innerSteps: 4 },
    }),
  ).toEqual(
    E.right({
      version: 1,
      config: { ...question.config, iterations: 9 },
      algorithms: ['none', 'joint'],
      innerSteps: [1, 3],
      seeds: [0, 1, 2],
      evaluation: { tasks: 3, innerSteps: 4 },
    }),
  );
  expect(grow(question, question)).toEqual(E.right(question));
});

it('counts the common value of a field among those that it varies from then on', () => {
  const varies = { ...question, vary: { 'optimizer.learningRate': [0.5, 0.25] } };
  expect(
    pipe(
      grow(question, varies),
      E.map((grown) => grown.vary),
    ),
  ).toEqual(E.right({ 'optimizer.learningRate': [0.25, 0.5, learningRate].sort((x, y) => x - y) }));
  const clips = { ...question, vary: { 'optimizer.maxNorm': [1] } };
  expect(
    pipe(
      grow(question, clips),
      E.map((grown) => grown.vary),
    ),
  ).toEqual(E.right({ 'optimizer.maxNorm': [null, 1] }));
});

it('takes the value of a question that holds the field fixed', () => {
  const varies = { ...question, vary: { 'algorithm.stepSize': [0.5] } };
  const fixed = { ...question, config: { ...config, algorithm: { ...config.algorithm, stepSize: 8 } } };
  expect(
    pipe(
      grow(varies, fixed),
      E.map((grown) => grown.vary),
    ),
  ).toEqual(E.right({ 'algorithm.stepSize': [0.5, 8] }));
});

it.each([
  [{ config: presets['navigation-2d'].config }, /^config\.environment\.kind is /],
  [
    { config: { ...config, algorithm: { ...config.algorithm, stepSize: 8 } } },
    /^config\.algorithm\.stepSize is \S+, not 8$/,
  ],
])('names the fields in which questions conflict: %#', (changed, message) => {
  const grown = grow(question, { ...question, ...changed });
  expect(E.isLeft(grown) && grown.left[0]).toMatch(message);
});

it('selects one field, with all seeds for that', () => {
  const vary = { 'algorithm.stepSize': [1, 2], 'optimizer.learningRate': [1, 2] };
  const select = { field: 'algorithm.stepSize', seeds: [7] };
  const one = { ...question, vary, select };
  const grown = grow(one, { ...one, select: { ...select, seeds: [6] } });
  expect(E.isRight(grown) && grown.right.select).toEqual({ ...select, seeds: [6, 7] });
  expect(
    pipe(
      grow({ ...question, vary }, one),
      E.map((all) => all.select),
    ),
  ).toEqual(E.right(select));
  expect(grow(one, { ...one, select: { ...select, field: 'optimizer.learningRate' } })).toEqual(
    E.left(['select.field is "algorithm.stepSize", not "optimizer.learningRate"']),
  );
});

const subset = <A>(...members: readonly A[]) => fc.subarray([...members], { minLength: 1 });

/** What a step may ask for: parts of one product. */
const steps: fc.Arbitrary<ComparisonQuestion> = fc
  .record({
    algorithms: subset('random', 'joint', 'none', 'leave-one-out', 'trpo-maml'),
    innerSteps: subset(1, 2, 3),
    seeds: subset(1, 2, 3, 4),
    iterations: fc.integer({ min: 0, max: 9 }),
    rates: fc.option(subset<unknown>(0.1, 0.2, learningRate)),
    norms: fc.option(subset<unknown>(1, 2, null)),
  })
  .map(({ iterations, rates, norms, ...parts }) => ({
    ...question,
    ...parts,
    config: { ...config, iterations },
    vary: {
      ...(rates && { 'optimizer.learningRate': rates }),
      ...(norms && { 'optimizer.maxNorm': norms }),
    },
  }));

/** Every run, by its folder: it has the bits of its configuration. */
const runsOf = (asked: readonly ComparisonQuestion[]): string =>
  pipe(
    asked.slice(1).reduce<E.Either<readonly string[], ComparisonQuestion>>(
      (all, one) =>
        pipe(
          all,
          E.chain((stored) => grow(stored, one)),
        ),
      E.right(asked[0]),
    ),
    E.chainW(plannedRuns),
    E.match(
      (problem) => `refused: ${JSON.stringify(problem)}`,
      (runs) =>
        canonicalJson(runs.map(({ path, config: own }) => `${path} ${sha256(canonicalJson(own))}`).sort()),
    ),
  );

it('comes to the same runs in whatever order it grows, and to one folder for each', () => {
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 4 }), fc.nat(), (asked, turn) => {
      const turned = [...asked.slice(turn % asked.length), ...asked.slice(0, turn % asked.length)];
      const runs = runsOf(asked);
      expect(runs).toMatch(/^\[/);
      for (const other of [turned, [...asked].reverse(), [...asked, ...turned]])
        expect(runsOf(other)).toBe(runs);
    }),
    { numRuns: 30 },
  );
});
