import * as E from 'fp-ts/lib/Either.js';
import type { Contribution, Job, Probe } from '@sgmrl/meta-learning';
import { key } from '@sgmrl/prng';
import { decodeConfig } from '../configuration/decode-config';
import { presets } from '../configuration/presets';
import { learner, type Learner } from './learner';
import { decodeTrainingResult, decodeWork, type TrainingResult, type TrainingWork } from './work-codec';

type Preset = 'tabular-quick' | 'linear-quadratic-quick';

const learn = async (algorithm: object, preset: Preset = 'tabular-quick'): Promise<Learner> => {
  const { config } = presets[preset];
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

const trustRegion = {
  kind: 'trust-region',
  maxKl: 0.01,
  damping: 0.01,
  conjugateGradientSteps: 2,
  backtracks: 2,
  backtrackRatio: 0.5,
};

const few = { metaBatchSize: 2, trajectories: 4, evaluationTrajectories: 4 };
const outerWeights = { kind: 'scaled-advantage', lambda: 1, scale: 'state' };

it.each<[string, object, Preset]>([
  ['an ascent', {}, 'tabular-quick'],
  ['a trust region', { outerUpdate: trustRegion }, 'tabular-quick'],
  ['learned step sizes', { learnStepSizes: true }, 'tabular-quick'],
  ['scales of the state', { ...few, outerWeights }, 'linear-quadratic-quick'],
  ['normalised observations', { ...few, observationNormalisation: { clip: 10 } }, 'linear-quadratic-quick'],
])('lets through, unchanged, the work and the results of %s', async (_, algorithm, preset) => {
  const all = await watch(await learn(algorithm, preset));
  expect(all.length).toBeGreaterThan(2);
  for (const [work, result] of all) {
    expect(decodeWork(work)).toEqual(E.right(work));
    expect(decodeTrainingResult(work)(result)).toEqual(E.right(result));
  }
});

it('says what is wrong with others', async () => {
  const [[work]] = await watch(await learn({}));
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
});

const refused = (work: TrainingWork, value: unknown): string => {
  const decoded = decodeTrainingResult(work)(value);
  return E.isLeft(decoded) ? decoded.left : 'none';
};

describe('says what is wrong with the result of', () => {
  const found = async (algorithm: object, is: (work: TrainingWork) => boolean) => {
    const all = await watch(await learn(algorithm));
    const [work, result] = all.find(([each]) => is(each)) ?? all[0];
    return { work, result, right: '_tag' in result && 'right' in result ? result.right : {} };
  };
  const isContribution = (value: object): value is Contribution => 'gradient' in value;
  const isJob = (work: TrainingWork) => 'task' in work;
  const failure = (more: object) => ({
    _tag: 'Left',
    left: {
      kind: 'non-finite',
      what: 'reward',
      iteration: 1,
      task: 0,
      batch: 1,
      trajectory: 0,
      step: 9,
      ...more,
    },
  });

  it('a job', async () => {
    const { work, result, right } = await found({}, isJob);
    const changed = (more: object) => ({ _tag: 'Right', right: { ...right, ...more } });
    for (const [value, problem] of [
      [{ ...result, more: 1 }, 'more'],
      ['text', 'expected'],
      [Float64Array.of(1, 2, 3), 'expected'],
      [{ _tag: 'Right', right: {} }, 'gradient'],
      [{ _tag: 'Right', right: [] }, 'expected'],
      [{ _tag: 'Right', right: [1] }, 'expected'],
      [changed({ gradient: Float64Array.of(1) }), 'gradient: expected 10 finite numbers'],
      [changed({ gradient: new Float64Array(1000) }), 'gradient: expected 10 finite numbers'],
      [changed({ gradient: [] }), 'gradient: expected 10 finite numbers'],
      [changed({ gradient: new Int8Array(10) }), 'gradient: expected 10 finite numbers'],
      [changed({ gradient: new Float64Array(10).fill(NaN) }), 'gradient: expected 10 finite numbers'],
      [changed({ parts: { rest: [0], debiasing: new Float64Array(10) } }), 'rest: expected 10 numbers'],
      [changed({ timesteps: -5 }), 'timesteps: expected whole number'],
      [changed({ timesteps: 0.5 }), 'timesteps: expected whole number'],
      [changed({ observationMoments: { count: 1, mean: [0], squares: [0] } }), 'observationMoments'],
      [changed({ spreads: { inner: undefined, outer: undefined } }), 'spreads'],
      [failure({ iteration: 99 }), 'left.iteration: expected 1, found 99'],
      [failure({ task: 77 }), 'left.task: expected 0, found 77'],
      [failure({ step: -1 }), 'left.step'],
    ] as const)
      expect(refused(work, value)).toContain(problem);
  });

  it('a job of a trust region', async () => {
    const { work, right } = await found({ outerUpdate: trustRegion }, isJob);
    if (!isContribution(right) || right.data === undefined) throw new Error('expected data');
    const { steps, outerBatch } = right.data;
    for (const outer of [
      { ...outerBatch, parameters: [1] },
      { ...outerBatch, weights: [1] },
      { ...outerBatch, logProbability: [] },
      { ...outerBatch, batch: { ...outerBatch.batch, lengths: [] } },
    ])
      expect(
        refused(work, { _tag: 'Right', right: { ...right, data: { steps, outerBatch: outer } } }),
      ).toContain('right.data');
  });

  it('a probe', async () => {
    const { work, result } = await found({ outerUpdate: trustRegion }, (each) => 'question' in each);
    if ('_tag' in result) throw new Error('expected an answer');
    for (const value of [failure({}), [...Array.from(result), 0], [], new Int8Array(result.length)])
      expect(refused(work, value)).toContain(`expected ${String(result.length)} numbers`);
  });

  it('a held-out task', async () => {
    const { work } = await found({}, (each) => 'adaptation' in each);
    const returns = { discounted: 1, undiscounted: 1 };
    for (const [value, problem] of [
      [{ _tag: 'Right', right: [] }, 'right: expected returns after 0 … 1 steps'],
      [{ _tag: 'Right', right: [returns] }, 'right: expected returns after 0 … 1 steps'],
      [{ _tag: 'Right', right: {} }, 'right'],
      [failure({}), 'left.iteration: expected 0, found 1'],
      [Float64Array.of(1, 2), 'expected'],
    ] as const)
      expect(refused(work, value)).toContain(problem);
  });

  it('nobody, where it is the failure of this job', async () => {
    const { work } = await found({}, isJob);
    const all = failure({ found: NaN, entry: 0, from: 'environment tabular' });
    expect(decodeTrainingResult(work)(all)).toEqual(E.right(all));
  });
});
