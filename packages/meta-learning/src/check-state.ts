import { checkFields, checkOnlyFields } from '@sgmrl/codecs';
import type { Policy } from '@sgmrl/policies';
import { check, checkCount, checkPositive } from './check';
import { jointParameters } from './joint-parameters';
import type { Problem } from './problem';
import { takesScales, type Scales } from './scales';
import type { Learned } from './learned';
import type { MetaState } from './state';

type Sized = Pick<Policy, 'dimension'>;

const isList = (x: unknown): x is ArrayLike<unknown> => Array.isArray(x) || ArrayBuffer.isView(x);

const areNumbers = (x: ArrayLike<unknown>): boolean => {
  for (let i = 0; i < x.length; i++) if (typeof x[i] !== 'number') return false;
  return true;
};

/** Numbers, one a parameter. Those that are not finite are told as values, where they lead. */
const checkNumbers = (path: string, dimension: number, found: unknown): void => {
  const length = isList(found) ? found.length : undefined;
  check(path, length !== undefined, 'a list', found);
  check(path, length === dimension, `${String(dimension)} numbers, one a parameter`, length);
  check(path, isList(found) && areNumbers(found), 'numbers', found);
};

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

const checkScales = (what: string, scales: Scales): void => {
  checkOnlyFields(`${what}: scales`, scales, { inner: 'a number', outer: 'a number' });
  checkPositive(`${what}: scales: inner`, scales.inner);
  checkPositive(`${what}: scales: outer`, scales.outer);
};

/** Throws a RangeError unless something has parameters, and scales that are numbers if it has any. */
export const checkParameters = (what: string, learned: Learned): void => {
  checkFields(what, learned, { parameters: 'a list' });
  if (learned.scales !== undefined) checkScales(what, learned.scales);
};

/** Throws a RangeError unless what has been learned is of the size of a policy. */
export const checkLearned = ({ dimension }: Sized, learned: Learned, what = 'learned'): void => {
  checkParameters(what, learned);
  checkNumbers(`${what}: parameters`, dimension, learned.parameters);
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

/**
 * Throws a RangeError, which says what was expected and what was found, unless a state is one of
 * the problem's: parameters of the policy's size, the memory of its outer update, and scales where
 * the algorithm takes them.
 */
export const checkState = <Task, State, Memory>(
  { policy, update, algorithm }: Pick<Problem<Task, State, Memory>, 'policy' | 'update' | 'algorithm'>,
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
};
