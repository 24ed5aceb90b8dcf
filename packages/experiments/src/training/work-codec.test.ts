import * as E from 'fp-ts/lib/Either.js';
import type { Job, Probe } from '@sgmrl/meta-learning';
import { key } from '@sgmrl/prng';
import { decodeConfig } from '../configuration/decode-config';
import { presets } from '../configuration/presets';
import { learner, type Learner } from './learner';
import { decodeTrainingResult, decodeWork, type TrainingResult, type TrainingWork } from './work-codec';

const learn = async (algorithm: object): Promise<Learner> => {
  const { config } = presets['tabular-quick'];
  const decoded = decodeConfig('test')({
    ...config,
    optimizer: { kind: 'sgd', learningRate: 1 },
    algorithm: { ...config.algorithm, ...algorithm },
  });
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left));
  const made = await learner(decoded.right)();
  if (E.isLeft(made)) throw new Error(JSON.stringify(made.left));
  return made.right;
};

/** Two iterations, all work and all results of which go through `seen`. */
const watch = async (problem: Learner): Promise<readonly (readonly [TrainingWork, TrainingResult])[]> => {
  const seen: (readonly [TrainingWork, TrainingResult])[] = [];
  const through =
    <J extends TrainingWork, R extends TrainingResult>(run: (work: J) => R) =>
    (all: readonly J[]) =>
      Promise.resolve(
        all.map((work) => {
          const result = run(work);
          seen.push([work, result]);
          return result;
        }),
      );
  const stream = problem.trainThrough({
    jobs: through((job: Job<unknown>) => {
      const result = problem.runEncoded(job);
      if (E.isLeft(result)) throw new Error(result.left);
      return result.right;
    }),
    probes: through((probe: Probe) => problem.answer(probe)),
  })(problem.initial());
  for (let i = 0; i < 2; i += 1) await stream.next();
  const [job] = problem.heldOut(1, { innerSteps: 1 }, key(3))(problem.initial());
  return [...seen, [job, problem.measure(job)]];
};

it.each([
  ['an ascent', {}],
  [
    'a trust region',
    {
      outerUpdate: {
        kind: 'trust-region',
        maxKl: 0.01,
        damping: 0.01,
        conjugateGradientSteps: 2,
        backtracks: 2,
        backtrackRatio: 0.5,
      },
    },
  ],
  ['learned step sizes', { learnStepSizes: true }],
])('lets through, unchanged, the work and the results of %s', async (_, algorithm) => {
  const all = await watch(await learn(algorithm));
  expect(all.length).toBeGreaterThan(2);
  for (const [work, result] of all) {
    expect(decodeWork(work)).toEqual(E.right(work));
    expect(decodeTrainingResult(result)).toEqual(E.right(result));
  }
});

it('says what is wrong with others', async () => {
  const [[work, result]] = await watch(await learn({}));
  for (const [value, problem] of [
    [{ ...work, parameters: 'θ' }, 'parameters: expected vector, found "θ"'],
    [{ ...work, run: 'rm' }, 'run: expected no field but'],
    [{ ...work, key: [1] }, 'key'],
    [{ question: { kind: 'stop' } }, 'expected'],
    [7, 'expected task, found 7'],
  ] as const) {
    const decoded = decodeWork(value);
    expect(E.isLeft(decoded) ? decoded.left : 'none').toContain(problem);
  }
  for (const value of [
    { ...result, more: 1 },
    { _tag: 'Right', right: {} },
    'text',
    { _tag: 'Right', right: [1] },
  ])
    expect(E.isLeft(decodeTrainingResult(value))).toBe(true);
});
