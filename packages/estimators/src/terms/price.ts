import { checkFields } from '@sgmrl/codecs';
import { checkCount } from '../check';
import type { Position } from './claim';
import { addCosts, noCost, type Cost } from './cost';
import type { Epsilon } from './epsilon';
import { interpret, type Interpretation } from './interpretation';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import type { Term } from './term';

/** What a term asks for at one inner step. */
interface Asked {
  /** How many times curvature counts. */
  readonly curvature: number;
  readonly score: boolean;
  /** Whether ω depends on ⟨∇log π, λ⟩, and on the same along MAML's adjoint. */
  readonly readsLambda: boolean;
  readonly readsMaml: boolean;
  /** Whether log-probabilities at θ^ζ are taken. */
  readonly atAdapted: boolean;
  /** What leaves ask for beside. */
  readonly beside: Cost;
}

const nothing: Asked = {
  curvature: 0,
  score: false,
  readsLambda: false,
  readsMaml: false,
  atAdapted: false,
  beside: noCost,
};

const both = (a: Asked, b: Asked): Asked => ({
  curvature: a.curvature + b.curvature,
  score: a.score || b.score,
  readsLambda: a.readsLambda || b.readsLambda,
  readsMaml: a.readsMaml || b.readsMaml,
  atAdapted: a.atAdapted || b.atAdapted,
  beside: addCosts(a.beside, b.beside),
});

/** Two sides of N trajectories, a gradient on each, and one more for the length of the step. */
const ofCoupled = (epsilon: Epsilon, trajectories: number): Asked => ({
  ...nothing,
  beside: { ...noCost, scores: typeof epsilon === 'number' ? 2 : 3, trajectories: 2 * trajectories },
});

const asked = (trajectories: number): Interpretation<(position: Position) => Asked> => ({
  curvature: () => ({ ...nothing, curvature: 1 }),
  pairs: () => () => ({ ...nothing, score: true, readsLambda: true }),
  leaf:
    (_name, { readsLambda, cost }) =>
    () => {
      const { atAdapted = false, ...beside } = cost(trajectories);
      return { ...nothing, score: true, readsLambda, atAdapted, beside: { ...noCost, ...beside } };
    },
  sum: (of) => (position) => of.map((term) => term(position)).reduce(both, nothing),
  times: (by, of) => (position) => {
    const one = of(position);
    return { ...one, curvature: by === '1/N' ? one.curvature / trajectories : by * one.curvature };
  },
  centred: (of) => of,
  unchained: (of) => (position) => {
    const one = of(position);
    // In the last inner step λ is what MAML's fold begins with.
    return position === 'last'
      ? one
      : { ...one, readsLambda: false, readsMaml: one.readsLambda || one.readsMaml };
  },
  shrunk: (of) => of,
  last: (at, before) => (position) => (position === 'last' ? at : before)(position),
  coupled: (epsilon) => () => ofCoupled(epsilon, trajectories),
});

/** A Hessian-vector product meets d and carries the score along. */
const ofStep = ({ curvature, score, readsLambda, readsMaml, beside }: Asked): Cost => {
  const alone: Partial<Cost> =
    curvature !== 0
      ? { hessianVectorProducts: 1 }
      : { directionalDerivatives: score && readsLambda ? 1 : 0, scores: score ? 1 : 0 };
  return addCosts(
    { ...noCost, ...alone },
    readsMaml ? { ...beside, directionalDerivatives: beside.directionalDerivatives + 1 } : beside,
  );
};

/** How much data an estimate takes, and whether weights are fitted to them. */
export interface Sizes {
  /** ζ */
  readonly innerSteps: number;
  /** N */
  readonly trajectories: number;
  /**
   * Whether inner weights are fitted to their batch, `true` unless given; else none is fitted anew.
   */
  readonly fitted?: boolean;
}

/**
 * What a term costs for one task, beyond drawing the batches, the inner steps and the outer policy
 * gradient.
 *
 * @throws RangeError if the term has no meaning, or the sizes are none.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { costOf } from '@sgmrl/estimators';
 * const sizes = { innerSteps: 1, trajectories: 20 };
 * strictEqual(costOf('maml', sizes).hessianVectorProducts, 1);
 * strictEqual(costOf({ op: 'sum', of: ['maml', 'leave-one-out'] }, sizes).logProbabilities, 21);
 * strictEqual(costOf('influence', sizes).fits, 20);
 * strictEqual(costOf('influence', { ...sizes, fitted: false }).fits, 0); // such as reward-to-go
 * ```
 */
export const costOf = (term: Term, sizes: Sizes, names: Names = builtInNames): Cost => {
  checkFields('sizes', sizes, {});
  const { innerSteps, trajectories, fitted = true } = sizes;
  checkCount('innerSteps', innerSteps, 0);
  checkCount('trajectories', trajectories, 1);
  if (innerSteps === 0) return noCost;
  const at = interpret(asked(trajectories), names)(term);
  const earlier = at('earlier');
  const lastStep = at('last');
  const each = Array.from({ length: innerSteps - 1 }, () => ofStep(earlier));
  // MAML's own fold has to get to the steps before the last.
  const ofMaml: Cost = { ...noCost, hessianVectorProducts: earlier.readsMaml ? innerSteps - 1 : 0 };
  // What is evaluated at θ^ζ is so once for all steps.
  const atAdapted = lastStep.atAdapted || (innerSteps > 1 && earlier.atAdapted);
  const ofAdapted: Cost = { ...noCost, logProbabilities: atAdapted ? 1 : 0 };
  const cost = [...each, ofMaml, ofAdapted].reduce(addCosts, ofStep(lastStep));
  return fitted ? cost : { ...cost, fits: 0 };
};
