import { collect, fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
import { foldIn, key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { adaptOn } from './adapt-on';
import { adaptationPath } from './adaptation-path';
import { planEvaluation } from './evaluate';
import { tabularProblem } from './testing/problems';

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
/**
 * In state 0 action 1 was taken and earned 4, in another trajectory action 0, which earned nothing.
 */
const batch = {
  trajectories: 2,
  steps: 1,
  observations: column([0, 0]),
  actions: column([1, 0]),
  rewards: [4, 0],
  mask: [1, 1],
  lengths: [1, 1],
};
const { policy } = tabularProblem;
const zeros = Array.from({ length: policy.dimension }, () => 0);

const unwrap = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

it('is θ + (α/N) Σ w (e_a − π)', () => {
  const algorithm = {
    ...tabularProblem.algorithm,
    stepSize: 0.5,
    innerWeights: rewardToGo,
  };
  const { parameters } = unwrap(adaptOn({ policy, algorithm })({ parameters: zeros }, batch));
  // 0.5/2 · 4 · (−½, ½)
  expect(Array.from(parameters)).toEqual([-0.5, 0.5, ...zeros.slice(2)]);
});

it('takes the scale of inner steps from what was learned, and keeps it', () => {
  const scaled = (scale: 'state' | number) => ({
    ...tabularProblem.algorithm,
    innerWeights: fromWeightsSpec({ kind: 'scaled-advantage', lambda: 1, scale }),
  });
  const scales = { inner: 0.25, outer: 9 };
  const adapted = unwrap(
    adaptOn({ policy, algorithm: scaled('state') })({ parameters: zeros, scales }, batch),
  );
  const fixed = unwrap(adaptOn({ policy, algorithm: scaled(0.25) })({ parameters: zeros }, batch));
  expect(adapted).toEqual({ ...fixed, scales });
  expect(fixed.parameters).not.toEqual(zeros);
  expect(() => adaptOn({ policy, algorithm: scaled('state') })({ parameters: zeros }, batch)).toThrow(
    /expected those of a state, found none/,
  );
});

it('is the step that adapting to a task takes on the batch that it draws', () => {
  const { tasks, algorithm } = tabularProblem;
  const [job] = planEvaluation(tabularProblem)({ parameters: policy.initialize(key(1)) }, 1, key(2));
  const environment = tasks.environment(job.task);
  const drawn = collect(environment, policy)(job.parameters, algorithm.trajectories, foldIn(job.key, 0));
  const [, once] = unwrap(adaptationPath(tabularProblem, 1)(job));
  expect(unwrap(adaptOn(tabularProblem)(job, unwrap(drawn))).parameters).toEqual(once);
});

it('tells what stops being finite', () => {
  const algorithm = { ...tabularProblem.algorithm, innerWeights: rewardToGo };
  const endless = { ...batch, rewards: [1e308, 0] };
  expect(
    adaptOn({ policy, algorithm: { ...algorithm, stepSize: 1e10 } })({ parameters: zeros }, endless),
  ).toMatchObject({
    left: { what: 'parameters' },
  });
});
