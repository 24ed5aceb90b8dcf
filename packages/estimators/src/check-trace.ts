import { checkFields } from '@sgmrl/codecs';
import { checkBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import type { TraceSettings } from './algorithm';
import { check, checkFinite } from './check';
import type { InnerStep } from './inner-step';
import type { OuterEstimate } from './outer-estimate';
import { leastTrajectories } from './terms/least-trajectories';
import type { AdaptationTrace } from './trace';

const checkOuterEstimate = (outer: OuterEstimate): void => {
  checkFields('trace: outer', outer, {
    scale: 'a number',
    gradient: 'a list of numbers',
    value: 'a number',
    valueAbove: 'a function',
    gradientAt: 'a function',
  });
  check('trace: outer: scale', Number.isFinite(outer.scale), 'a finite number', outer.scale);
  checkFinite('trace: outer: gradient', outer.gradient);
};

const checkAdapted = (adapted: Vector, dimension: number): void => {
  const where = 'trace: adapted';
  checkFields('trace', { adapted }, { adapted: 'a list of numbers' });
  checkFinite(where, adapted);
  checkNumbers(where, adapted.length, dimension, 'as many as the outer gradient has');
};

const checkStep = (step: InnerStep, t: number, dimension: number, leastTrajectories: number): void => {
  const where = `trace: step ${String(t)}`;
  checkFields(where, step, { parameters: 'a list of numbers', batch: 'a record', weights: 'a record' });
  const { parameters, batch, weights } = step;
  checkFinite(`${where}: parameters`, parameters);
  checkBatch(batch);
  checkFields(`${where}: weights`, weights, {
    values: 'a list of numbers',
    scale: 'a number',
    decay: 'a number',
  });
  checkNumbers(`${where}: parameters`, parameters.length, dimension, 'as many as the outer gradient has');
  checkNumbers(`${where}: weights`, weights.values.length, batch.mask.length, 'one a row of the batch');
  check(
    `${where}: trajectories`,
    batch.trajectories >= leastTrajectories,
    `at least ${String(leastTrajectories)} for the estimator`,
    batch.trajectories,
  );
};

const checkNumbers = (what: string, found: number, expected: number, why: string): void => {
  check(what, found === expected, `${String(expected)} numbers, ${why}`, found);
};

const saidBySettings = (what: string, found: number, expected: number | undefined): void => {
  if (expected !== undefined)
    check(what, found === expected, `${String(expected)}, as the settings say`, found);
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless the parts of a trace
 * are there and fit together, its inner batches have as many trajectories as the term takes, and it
 * has as many inner steps and trajectories as the settings say, where they do.
 */
export const checkTrace = (settings: TraceSettings): ((trace: AdaptationTrace) => void) => {
  const { estimator, names, innerSteps, trajectories } = settings;
  const least = leastTrajectories(estimator, names);
  return (trace) => {
    checkFields('trace', trace, { steps: 'a list', outer: 'a record' });
    checkOuterEstimate(trace.outer);
    if (trace.adapted !== undefined) checkAdapted(trace.adapted, trace.outer.gradient.length);
    saidBySettings('trace: inner steps', trace.steps.length, innerSteps);
    trace.steps.forEach((step, t) => {
      checkStep(step, t, trace.outer.gradient.length, least);
      saidBySettings(`trace: step ${String(t)}: trajectories`, step.batch.trajectories, trajectories);
    });
  };
};
