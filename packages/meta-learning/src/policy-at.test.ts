import { cartPole, cartPoleDefault } from '@sgmrl/environments';
import { sum } from '@sgmrl/estimators';
import { normalised } from '@sgmrl/policies';
import { categoricalMlp, initializeBackend } from '@sgmrl/policies-tfjs';
import { foldIn, key } from '@sgmrl/prng';
import { collect, fromWeightsSpec } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { adaptOn } from './adapt-on';
import { adaptationPath } from './adaptation-path';
import { evaluateTask, planEvaluation } from './evaluate';
import { iterate } from './iterate';
import { plan } from './job';
import { inThisThread } from './maps';
import { observationMoments, scalingOf, withObservations } from './observation-moments';
import { trustRegion } from './outer-update/trust-region';
import { policyAt } from './policy-at';
import type { Problem } from './problem';
import { run } from './run';
import { initialState, type MetaState } from './state';
import { algorithm, tabularProblem } from './testing/problems';

const unwrap = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

const clip = 2;
const tasks = cartPole({ ...cartPoleDefault, horizon: 30 });
type Tasks = typeof tasks;
type CartPole = Tasks extends { readonly environment: (task: infer Task) => unknown } ? Task : never;

const started = async () => {
  const policy = categoricalMlp(unwrap(await initializeBackend()))({
    observationSize: 4,
    actions: 2,
    hidden: [6],
    activation: 'tanh',
  });
  const problem = {
    ...tabularProblem,
    tasks,
    policy,
    algorithm: { ...algorithm, estimator: sum('curvature', 'value') },
    observationNormalisation: { clip },
  };
  const state = initialState(problem)(key(1));
  const moments = state.observationMoments;
  if (moments === undefined) throw new Error('expected moments');
  /** The same with the map written into the policy. */
  const fixed = {
    ...tabularProblem,
    tasks,
    policy: normalised(policy, scalingOf(moments, clip)),
    algorithm: problem.algorithm,
  };
  return { problem, state, moments, fixed };
};

const withoutMoments = <M>({
  parameters,
  optimizer,
  key,
  iteration,
  timesteps,
}: MetaState<M>): MetaState<M> => ({
  parameters,
  optimizer,
  key,
  iteration,
  timesteps,
});

describe('a problem that normalises observations', () => {
  it('begins with the moments of batches under the first parameters, and counts their steps', async () => {
    const { problem, state, moments } = await started();
    expect(state.timesteps).toBe(moments.count);
    expect(moments.mean).toHaveLength(4);
    const { metaBatchSize, trajectories } = problem.algorithm;
    const stream = foldIn(key(1), 4);
    const batches = Array.from({ length: metaBatchSize }, (_, index) => {
      const taskKey = foldIn(stream, index);
      const environment = tasks.environment(tasks.sample(foldIn(taskKey, 0)));
      return unwrap(collect(environment, problem.policy)(state.parameters, trajectories, foldIn(taskKey, 1)));
    });
    expect(moments).toEqual(observationMoments(4, batches));
  });

  it('runs each iteration with one fixed policy, π over normalised observations', async () => {
    const { problem, state, fixed } = await started();
    for (const job of plan(problem)(state)) {
      const { observationMoments: mine, ...contribution } = unwrap(run(problem)(job));
      expect(contribution).toEqual(unwrap(run(fixed)(job)));
      expect(mine?.count).toBe(contribution.timesteps);
    }
  });

  it('merges the moments of its tasks in their order once an iteration ends', async () => {
    const { problem, state, moments, fixed } = await started();
    const each = plan(problem)(state).map((job) => unwrap(run(problem)(job)).observationMoments);
    const [next] = unwrap(await iterate(problem)(state));
    expect(next.observationMoments).toEqual(
      withObservations(
        moments,
        each.flatMap((one) => one ?? []),
      ),
    );
    expect(next.observationMoments?.count).toBe(next.timesteps);
    const [other] = unwrap(await iterate(fixed)(withoutMoments(state)));
    expect(withoutMoments(next)).toEqual(other);
  });

  it('answers the questions of outer updates with the policy of the iteration', async () => {
    const { problem, state, fixed } = await started();
    const update = trustRegion({
      maxKl: 0.01,
      damping: 1e-5,
      conjugateGradientSteps: 3,
      backtracks: 5,
      backtrackRatio: 0.5,
    });
    const asked = { ...problem, update };
    const [next, metrics] = unwrap(
      await iterate(asked, {
        ...inThisThread(asked),
        // As on another thread: a copy.
        probes: (probes) => inThisThread(asked).probes(structuredClone(probes)),
      })(state),
    );
    const [other, same] = unwrap(await iterate({ ...fixed, update })(withoutMoments(state)));
    expect(metrics.surrogate?.divergence).toBeGreaterThan(0);
    expect(withoutMoments(next)).toEqual(other);
    expect(metrics).toEqual(same);
  });

  it('adapts to held-out tasks and on batches with the moments that it has', async () => {
    const { problem, state, fixed } = await started();
    const [job] = planEvaluation(problem)(state, 1, key(1));
    expect(evaluateTask(problem, { innerSteps: 2 })(job)).toEqual(
      evaluateTask(fixed, { innerSteps: 2 })(job),
    );
    expect(adaptationPath(problem, 2)(job)).toEqual(adaptationPath(fixed, 2)(job));
    const batch = unwrap(collect(tasks.environment(job.task), fixed.policy)(state.parameters, 3, key(2)));
    const adapted = unwrap(adaptOn(problem)(state, batch));
    expect(adapted.observationMoments).toBe(state.observationMoments);
    expect(adapted.parameters).toEqual(unwrap(adaptOn(fixed)(state, batch)).parameters);
  });

  it('gives the scales of its state under the policy of its moments', async () => {
    const { problem, state } = await started();
    const weights = fromWeightsSpec({ kind: 'scaled-advantage', lambda: 1, scale: 'state' });
    const scaled = { ...problem, algorithm: { ...problem.algorithm, outerWeights: weights } };
    const both = initialState(scaled)(key(1));
    expect(both.observationMoments).toEqual(state.observationMoments);
    expect(both.scales?.outer).toBeGreaterThan(0);
    const fixed: Problem<CartPole, unknown>['policy'] = policyAt(problem)(state.observationMoments);
    expect(both.scales).toEqual(
      initialState({ ...tabularProblem, tasks, algorithm: scaled.algorithm, policy: fixed })(key(1)).scales,
    );
  });

  it('is refused without moments, without vectors, and where the clip is none', async () => {
    const { problem, state } = await started();
    const [job] = plan(problem)(withoutMoments(state));
    expect(() => run(problem)(job)).toThrow(
      'observationMoments: expected those of a state, found none; initialState begins with them',
    );
    expect(() => initialState({ ...tabularProblem, observationNormalisation: { clip } })(key(1))).toThrow(
      /^observationNormalisation: expected a policy that observes vectors, found "tabular-softmax/,
    );
    for (const wrong of [0, NaN, Infinity])
      expect(() => iterate({ ...problem, observationNormalisation: { clip: wrong } })).toThrow(
        `observationNormalisation: clip: expected a positive number, found ${String(wrong)}`,
      );
    const { policy, update, observationNormalisation } = problem;
    expect(() => initialState({ tasks, policy, update, observationNormalisation })(key(1))).toThrow(
      'algorithm: expected one beside observationNormalisation, found none',
    );
  });

  it('goes on with the moments of another run, and refuses what was learned otherwise', async () => {
    const { problem, state, fixed, moments } = await started();
    const from = initialState(problem)(key(9), state);
    expect(from).toMatchObject({ parameters: state.parameters, timesteps: 0 });
    expect(from.observationMoments).toBe(moments);
    expect(() => initialState(problem)(key(9), withoutMoments(state))).toThrow(
      'start: expected what was learned of observations normalised, found as they are',
    );
    expect(() => initialState(fixed)(key(9), state)).toThrow(
      'start: expected what was learned of observations as they are, found normalised',
    );
    await expect(iterate(problem)(withoutMoments(state))).rejects.toThrow(
      'state: observationMoments: expected some, as the problem normalises observations, found nothing',
    );
    await expect(iterate(fixed)(state)).rejects.toThrow(
      'state: observationMoments: expected none, as the problem normalises no observations, found {',
    );
  });

  it('knows batches again: the same moments give the same policy', async () => {
    const { problem, moments } = await started();
    const acting = policyAt(problem);
    expect(acting(moments)).toBe(acting(moments));
    expect(acting({ ...moments })).not.toBe(acting(moments));
  });
});
