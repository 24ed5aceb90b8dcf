import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import * as t from 'io-ts';
import { guard, guardFields, misfit, refuse, wrongVector } from './guard';

/** What an optimizer or an outer update may remember: that is what checkpoints hold. */
const memory = '{ step, moments }: a number and a list of vectors';

/** What is wrong with a state, which has the sizes of the one before. */
export const wrongMemory = (found: unknown, before?: OptimizerState, path = ''): string | undefined => {
  const at = (field: string): string => (path === '' ? field : `${path}.${field}`);
  if (!t.UnknownRecord.is(found)) return misfit(memory, found, path);
  const { step, moments, ...others }: Readonly<Record<string, unknown>> = found;
  const [other] = Object.entries(others);
  if (other !== undefined)
    return misfit('no field but step and moments, as checkpoints hold no other', other[1], at(other[0]));
  // A checkpoint has no other numbers.
  if (!Number.isFinite(step)) return misfit('a finite number', step, at('step'));
  if (!Array.isArray(moments)) return misfit('a list of vectors', moments, at('moments'));
  if (before !== undefined && moments.length !== before.moments.length)
    return misfit(`${String(before.moments.length)} vectors, as before`, moments.length, at('moments'));
  return moments
    .map((moment, i) => wrongVector(moment, before?.moments[i].length, at(`moments.${String(i)}`)))
    .find((wrong) => wrong !== undefined);
};

/** A state as a checkpoint brings it back, so that who goes on computes with the same numbers. */
export const asKept = ({ step, moments }: OptimizerState): OptimizerState => ({
  step,
  moments: moments.map((moment) => (moment instanceof Float64Array ? moment : Float64Array.from(moment))),
});

/** The first state that an optimizer or an outer update of one's own gives. */
export const guardFirstMemory = (where: string, effect: () => OptimizerState): OptimizerState => {
  const found = guard(where, effect);
  const wrong = wrongMemory(found);
  return wrong === undefined ? asKept(found) : refuse(where, wrong);
};

const wrongUpdate = (found: unknown, dimension: number, before: OptimizerState): string | undefined => {
  if (!Array.isArray(found) || found.length !== 2)
    return misfit(`[vector of ${String(dimension)} numbers, { step, moments }]`, found);
  const [update, next]: readonly unknown[] = found;
  return wrongVector(update, dimension, '[0]') ?? wrongMemory(next, before, '[1]');
};

type Optimizer = GradientTransformation<OptimizerState>;

/**
 * An optimizer of one's own that says, where it throws or gives what does not fit, in which call.
 */
export const guardedOptimizer = (kind: string, build: () => Optimizer): Optimizer => {
  const where = (call: string): string => `optimizer ${kind}: ${call}`;
  const made = guardFields(where('build'), { init: 'a function', update: 'a function' }, build);
  return {
    init: (parameters) => guardFirstMemory(where('init'), () => made.init(parameters)),
    update: (gradient, state, parameters) => {
      const found = guard(where('update'), () => made.update(gradient, state, parameters));
      const wrong = wrongUpdate(found, parameters.length, state);
      if (wrong !== undefined) return refuse(where('update'), wrong);
      const [update, next] = found;
      return [update, asKept(next)];
    },
  };
};
