import type { Algorithm } from '@sgmrl/estimators';
import type { OptimizerState } from '@sgmrl/optimizers';
import { foldIn, type Key } from '@sgmrl/prng';
import { zeros } from '@sgmrl/vector';
import { timesteps, type TrajectoryBatch } from '@sgmrl/rollouts';
import { checkBeginning, checkLearning } from './check-problem';
import { checkLearned } from './check-learned';
import { firstBatches } from './first-batches';
import { firstScales } from './first-scales';
import { jointParameters } from './joint-parameters';
import type { Learned } from './learned';
import { observationMoments } from './observation-moments';
import { policyAt } from './policy-at';
import type { Problem } from './problem';
import { takesScales } from './scales';
import { noShrinkage, takesShrinkage, type Shrinkage } from './shrinkage';

/** Everything that the next iteration depends on. */
export interface MetaState<Memory = OptimizerState> extends Learned {
  /** What the outer update remembers. */
  readonly optimizer: Memory;
  /** Where the algorithm takes its shrinkage factor from the state, what it is made of. */
  readonly shrinkage?: Shrinkage;
  /** The run's root key; iteration k draws from `iterationKey`. */
  readonly key: Key;
  /** k, the number of iterations done. */
  readonly iteration: number;
  /** Environment steps taken so far, all tasks and batches counted. */
  readonly timesteps: number;
}

/**
 * What the streams of one root key are for. They never meet: each purpose folds its own number in.
 */
const purposes = { initialization: 0, training: 1, evaluation: 2, scales: 3, observations: 4 } as const;

const streamKey = (key: Key, purpose: keyof typeof purposes): Key => foldIn(key, purposes[purpose]);

/**
 * Before the first iteration: fresh parameters and a fresh optimizer. Where observations are
 * normalised, the first moments, of batches under the fresh parameters and observations as they
 * are; and where the algorithm takes its scales from the state, the first ones, from batches too.
 *
 * @param start what another run has learned, to begin with: θ_0, and its moments and relative step
 * sizes where the problem has some. Scales are drawn.
 * @throws RangeError if the policy observes or does anything else than the spaces of the tasks say,
 * a part of the problem is missing or does not fit, or `start` does not fit: θ_0 is not
 * in R^d, or it was learned with normalised observations and this problem normalises none, or the
 * other way round.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { ascent, initialState } from '@sgmrl/meta-learning';
 * import { sgd } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), update: ascent(sgd(0.1)) };
 * const state = initialState(problem)(key(1));
 * deepStrictEqual([state.iteration, state.timesteps], [0, 0]);
 * deepStrictEqual(state, initialState(problem)(key(1))); // a run is its key
 * const start = { parameters: [0, 1, 2, 3, 4, 5] };
 * deepStrictEqual(initialState(problem)(key(1), start).parameters, start.parameters);
 * ```
 */
export const initialState =
  <Task, State, Memory>(
    problem: Beginning<Task, State, Memory> & Partial<Pick<Problem<Task, State, Memory>, 'algorithm'>>,
  ) =>
  (key: Key, start?: Learned): MetaState<Memory> => {
    checkBeginning(problem);
    const { policy, update, algorithm, learnStepSizes } = problem;
    if (start !== undefined) checkStart(problem, start);
    const begun: Learned = {
      parameters: start?.parameters ?? policy.initialize(streamKey(key, 'initialization')),
      ...(start?.observationMoments && { observationMoments: start.observationMoments }),
      ...(learnStepSizes && { logStepSizes: start?.logStepSizes ?? zeros(policy.dimension) }),
    };
    const optimizer = update.init(jointParameters(begun));
    const state = {
      ...begun,
      optimizer,
      ...(algorithm !== undefined && takesShrinkage(algorithm) && { shrinkage: noShrinkage }),
      key,
      iteration: 0,
      timesteps: 0,
    };
    if (algorithm !== undefined) {
      checkLearning(algorithm);
      return withFirstScales(algorithm, problem)(withFirstMoments(algorithm, problem)(state));
    }
    if (problem.observationNormalisation === undefined || state.observationMoments !== undefined)
      return state;
    throw new RangeError('algorithm: expected one beside observationNormalisation, found none');
  };

/** What a run begins with, but for the algorithm. */
type Beginning<Task, State, Memory> = Pick<
  Problem<Task, State, Memory>,
  'tasks' | 'policy' | 'update' | 'observationNormalisation' | 'learnStepSizes'
>;

const checkStart = <Task, State, Memory>(
  { policy, observationNormalisation }: Beginning<Task, State, Memory>,
  start: Learned,
): void => {
  checkLearned(policy, start, 'start');
  const [expected, found] = [observationNormalisation, start.observationMoments].map((one) =>
    one === undefined ? 'as they are' : 'normalised',
  );
  if (expected !== found)
    throw new RangeError(`start: expected what was learned of observations ${expected}, found ${found}`);
};

const stepsTaken = (batches: readonly TrajectoryBatch[]): number =>
  batches.reduce((sum, batch) => sum + timesteps(batch), 0);

const withFirstMoments =
  <Task, State, Memory>(algorithm: Algorithm, problem: Beginning<Task, State, Memory>) =>
  (state: MetaState<Memory>): MetaState<Memory> => {
    const { observationSpace } = problem.policy;
    if (problem.observationNormalisation === undefined || observationSpace.kind !== 'box') return state;
    if (state.observationMoments !== undefined) return state;
    const batches = firstBatches({ ...problem, algorithm })(
      state.parameters,
      streamKey(state.key, 'observations'),
    );
    return {
      ...state,
      observationMoments: observationMoments(observationSpace.low.length, batches),
      timesteps: state.timesteps + stepsTaken(batches),
    };
  };

const withFirstScales =
  <Task, State, Memory>(algorithm: Algorithm, problem: Beginning<Task, State, Memory>) =>
  (state: MetaState<Memory>): MetaState<Memory> => {
    if (!takesScales(algorithm)) return state;
    const policy = policyAt(problem)(state.observationMoments);
    const batches = firstBatches({ ...problem, policy, algorithm })(
      state.parameters,
      streamKey(state.key, 'scales'),
    );
    return {
      ...state,
      scales: firstScales(algorithm, batches),
      timesteps: state.timesteps + stepsTaken(batches),
    };
  };

/** The key of iteration k of training. */
export const iterationKey = ({ key, iteration }: Pick<MetaState, 'key' | 'iteration'>): Key =>
  foldIn(streamKey(key, 'training'), iteration);

/**
 * The root of held-out evaluation under a seed: no task or trajectory of training is drawn from it.
 */
export const evaluationKey = (key: Key): Key => streamKey(key, 'evaluation');
