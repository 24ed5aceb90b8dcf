import { checkFields, checkOnlyFields } from '@sgmrl/codecs';
import {
  checkAdaptation,
  checkAlgorithm,
  checkDrawsNothing,
  checkSurrogate,
  leastTrajectories,
  type Algorithm,
} from '@sgmrl/estimators';
import { checkDifferentials, checkSpaces, type Policy } from '@sgmrl/policies';
import { check, checkCount, checkPositive } from './check';
import type { OuterUpdate } from './outer-update/outer-update';
import type { AdaptationProblem, ObservationNormalisation, Problem } from './problem';
import { adaptationAt, algorithmAt, unscaled } from './scales';
import { takesShrinkage } from './shrinkage';

type Tasks<Task, State> = AdaptationProblem<Task, State>['tasks'];

/** Throws a RangeError unless tasks can be drawn and made environments. */
export const checkTasks = <Task, State>(tasks: Tasks<Task, State>): void => {
  checkFields('tasks', tasks, { sample: 'a function', environment: 'a function' });
};

/**
 * Throws a RangeError unless a policy can act in the tasks, and can be differentiated. What those
 * functions give is for others to ask.
 */
const checkActing = <Task, State>(policy: Policy, tasks: Tasks<Task, State>): void => {
  checkTasks(tasks);
  checkFields('policy', policy, {
    dimension: 'a number',
    initialize: 'a function',
    sample: 'a function',
    logProbability: 'a function',
  });
  checkDifferentials(policy);
  checkSpaces(policy, tasks);
};

/** Throws a RangeError unless what is observed can be normalised so. */
const checkNormalisation = <Task, State>({
  policy,
  observationNormalisation,
}: Pick<AdaptationProblem<Task, State>, 'policy' | 'observationNormalisation'>): void => {
  if (observationNormalisation === undefined) return;
  checkOnlyFields<ObservationNormalisation>('observationNormalisation', observationNormalisation, {
    clip: 'a number',
  });
  checkPositive('observationNormalisation: clip', observationNormalisation.clip);
  check(
    'observationNormalisation',
    policy.observationSpace.kind === 'box',
    'a policy that observes vectors',
    policy.name,
  );
};

/** Throws a RangeError unless step sizes can be learned, where they are to be. */
const checkStepSizes = <Task, State, Memory>({
  algorithm,
  update,
  learnStepSizes,
}: Pick<Problem<Task, State, Memory>, 'algorithm' | 'update' | 'learnStepSizes'>): void => {
  if (learnStepSizes === undefined) return;
  check(
    'learnStepSizes: update',
    update.surrogate === undefined,
    'one without a surrogate',
    update.surrogate?.shape,
  );
  check('learnStepSizes: innerSteps', algorithm.innerSteps > 0, 'at least 1', algorithm.innerSteps);
  checkPositive('learnStepSizes: stepSize', algorithm.stepSize);
  checkDrawsNothing('learnStepSizes', algorithm.estimator, algorithm.names);
};

/**
 * Throws a RangeError unless an outer update begins with a memory and searches, and its surrogate, if
 * it has one, is a value.
 */
export const checkUpdate = <Memory>(update: OuterUpdate<Memory>): void => {
  checkFields('problem: update', update, { init: 'a function', search: 'a function' });
  if (update.surrogate !== undefined) checkSurrogate(update.surrogate);
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless a run can begin:
 * tasks, a policy that fits them, and an outer update. Programs without types may leave one out.
 */
export const checkBeginning = <Task, State, Memory>(
  problem: Pick<Problem<Task, State, Memory>, 'tasks' | 'policy' | 'update' | 'observationNormalisation'>,
): void => {
  checkFields('problem', problem, { tasks: 'a record', policy: 'a record', update: 'a record' });
  checkActing(problem.policy, problem.tasks);
  checkNormalisation(problem);
  checkUpdate(problem.update);
};

/**
 * Throws a RangeError unless an algorithm fits (`checkAlgorithm` of estimators) and has as many
 * trajectories as its estimator needs: a baseline of the others needs others.
 */
export const checkLearning = (algorithm: Algorithm): void => {
  checkFields('algorithm', algorithm, { innerWeights: 'a record', outerWeights: 'a record' });
  checkAlgorithm(algorithmAt(algorithm, unscaled));
  const { estimator, names, innerSteps, metaBatchSize, trajectories } = algorithm;
  if (takesShrinkage(algorithm) && metaBatchSize < 2)
    throw new RangeError(
      `metaBatchSize: expected at least 2 where a part is shrunk, found ${String(metaBatchSize)}`,
    );
  const least = leastTrajectories(estimator, names);
  if (innerSteps > 0 && trajectories < least)
    throw new RangeError(
      `trajectories: expected at least ${String(least)} for the estimator, found ${String(trajectories)}`,
    );
};

/** Throws a RangeError unless a problem is what {@link Problem} says. */
export const checkProblem = <Task, State, Memory>(problem: Problem<Task, State, Memory>): void => {
  checkBeginning(problem);
  checkLearning(problem.algorithm);
  checkStepSizes(problem);
  if (problem.update.surrogate !== undefined)
    checkDrawsNothing('update with a surrogate', problem.algorithm.estimator, problem.algorithm.names);
};

/** Throws a RangeError unless a policy can take an inner step with the settings of an algorithm. */
export const checkStep = (
  problem: Pick<AdaptationProblem<unknown, unknown>, 'policy' | 'algorithm'>,
): void => {
  checkFields('problem', problem, { policy: 'a record', algorithm: 'a record' });
  const { policy, algorithm } = problem;
  checkDifferentials(policy);
  checkFields('algorithm', algorithm, { innerWeights: 'a record' });
  checkAdaptation(adaptationAt(algorithm, unscaled));
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless one can adapt so.
 */
export const checkAdapting = <Task, State>(
  problem: AdaptationProblem<Task, State>,
  innerSteps: number,
): void => {
  checkFields('problem', problem, { tasks: 'a record', policy: 'a record', algorithm: 'a record' });
  const { tasks, policy, algorithm } = problem;
  checkActing(policy, tasks);
  checkStep(problem);
  checkNormalisation(problem);
  checkCount('trajectories', algorithm.trajectories, 1);
  checkCount('innerSteps', innerSteps, 0);
};
