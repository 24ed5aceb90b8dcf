import { checkFields } from '@sgmrl/codecs';
import type { Algorithm } from '@sgmrl/estimators';
import { check, checkCount } from './check';
import { areNumbers, checkLearned, checkNumbers, checkParameters, isList, type Sized } from './check-learned';
import { jointParameters } from './joint-parameters';
import type { Problem } from './problem';
import { takesScales } from './scales';
import { takesShrinkage } from './shrinkage';
import type { Learned } from './learned';
import type { MetaState } from './state';

const isRecord = (x: unknown): x is object => typeof x === 'object' && x !== null;

/**
 * A memory may grow as it likes, but it has the fields and the numbers that it begins with, and its
 * vectors in R^d are in R^d.
 */
const checkMemory = (path: string, dimension: number, first: unknown, found: unknown): void => {
  if (typeof first === 'number')
    check(path, typeof found === 'number' && !Number.isNaN(found), 'a number', found);
  if (!isRecord(first)) return;
  if (isList(first) && first.length === dimension && areNumbers(first)) {
    checkNumbers(path, dimension, found);
    return;
  }
  const expected = isList(first) ? 'a list' : 'a record';
  if (!isRecord(found) || isList(found) !== isList(first)) return check(path, false, expected, found);
  for (const [name, part] of Object.entries(first)) {
    const other: unknown = Reflect.get(found, name);
    checkMemory(`${path}.${name}`, dimension, part, other);
  }
};

/** What of a job is checked here. Its task and key are for others to ask. */
type Numbered = Learned & Readonly<Record<'iteration' | 'index', number>>;

/** Throws a RangeError unless a job is of the size of a policy. */
export const checkJob = (policy: Sized, job: Numbered): void => {
  checkLearned(policy, job, 'job');
  checkCount('job: iteration', job.iteration, 0);
  checkCount('job: index', job.index, 0);
};

/** Throws a RangeError unless tasks can be planned from a state. */
export const checkPlanned = (state: Pick<MetaState, 'parameters' | 'scales' | 'key' | 'iteration'>): void => {
  checkParameters('state', state);
  checkCount('state: iteration', state.iteration, 0);
};

/** The averages that a shrinkage factor is made of are there where the algorithm takes one. */
const checkShrinkage = (algorithm: Algorithm, { shrinkage }: Pick<MetaState, 'shrinkage'>): void => {
  const takes = takesShrinkage(algorithm);
  check(
    'state: shrinkage',
    (shrinkage !== undefined) === takes,
    takes
      ? 'some, as the algorithm takes its shrinkage factor from the state'
      : 'none, as the algorithm takes no shrinkage factor from the state',
    shrinkage,
  );
  if (shrinkage === undefined) return;
  checkFields('state: shrinkage', shrinkage, {
    signal: 'a number',
    noise: 'a number',
    covariance: 'a number',
  });
  for (const [name, x] of Object.entries(shrinkage))
    check(`state: shrinkage.${name}`, Number.isFinite(x), 'a finite number', x);
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless a state is one of
 * the problem's: parameters of the policy's size, the memory of its outer update, and scales and
 * shrinkage where the algorithm takes them.
 */
export const checkState = <Task, State, Memory>(
  {
    policy,
    update,
    algorithm,
    observationNormalisation,
    learnStepSizes,
  }: Omit<Problem<Task, State, Memory>, 'tasks'>,
  state: MetaState<Memory>,
): void => {
  checkLearned(policy, state, 'state');
  checkCount('state: iteration', state.iteration, 0);
  checkCount('state: timesteps', state.timesteps, 0);
  const joint = jointParameters(state);
  checkMemory('state: optimizer', joint.length, update.init(joint), state.optimizer);
  check(
    'state: scales',
    state.scales === undefined || takesScales(algorithm),
    'none, as the algorithm takes none from the state',
    state.scales,
  );
  checkShrinkage(algorithm, state);
  check(
    'state: observationMoments',
    (state.observationMoments === undefined) === (observationNormalisation === undefined),
    observationNormalisation === undefined
      ? 'none, as the problem normalises no observations'
      : 'some, as the problem normalises observations',
    state.observationMoments,
  );
  check(
    'state: logStepSizes',
    (state.logStepSizes === undefined) === (learnStepSizes === undefined),
    learnStepSizes === undefined
      ? 'none, as the problem learns no step sizes'
      : 'some, as the problem learns step sizes',
    state.logStepSizes,
  );
};
