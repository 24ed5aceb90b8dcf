import { checkOnlyFields } from '@sgmrl/codecs';
import { power } from '@sgmrl/elementary';
import { surrogateOf } from '@sgmrl/estimators';
import { clipByGlobalNorm, type OptimizerState } from '@sgmrl/optimizers';
import { add, axpy, dot, scale, subtract, type Vector } from '@sgmrl/vector';
import { check, checkCount, checkPositive } from '../check';
import { solveOn, startSolving, type Solving } from './conjugate-gradient';
import type { Kinded } from './kinded';
import type { OuterUpdate } from './outer-update';
import { ask, found, readValue, type Point, type Search } from './search';

/** Settings of {@link trustRegion}. */
export interface TrustRegionSettings {
  /** δ: the greatest mean divergence of the adapted policies. */
  readonly maxKl: number;
  /** Added to the diagonal of the divergence's second derivative. */
  readonly damping: number;
  /** At most; fewer where the residual vanishes before. */
  readonly conjugateGradientSteps: number;
  /**
   * How many trajectories of each batch the divergence's second derivative is taken on; all of them
   * unless given.
   */
  readonly curvatureTrajectories?: number;
  /** How many lengths the line search tries. */
  readonly backtracks: number;
  /** Each length is this share of the one before. */
  readonly backtrackRatio: number;
}

/**
 * The share of ⟨g, g⟩ that is left of ⟨r, r⟩ when all is solved: beyond it are rounding errors, and
 * at last divisions by zero.
 */
const tolerance = 1e-20;

/**
 * One step of the natural gradient, by conjugate gradients on JᵀFJ + damping and a line search on
 * the surrogate's gain and the mean divergence (Schulman et al., arXiv:1502.05477, appendix C). It
 * chooses the length of its step itself, so there is no optimizer inside; all that it remembers is
 * how many steps were taken. Solving for the direction ends after `conjugateGradientSteps`, or
 * before, once ⟨r, r⟩ ≤ 10⁻²⁰ ⟨g, g⟩ for the gradient g and the residual r. θ stays where no length
 * of the step gains within the region.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { trustRegion } from '@sgmrl/meta-learning';
 * const update = trustRegion({
 *   maxKl: 0.01,
 *   damping: 1e-5,
 *   conjugateGradientSteps: 10,
 *   backtracks: 15,
 *   backtrackRatio: 0.8,
 * });
 * const search = update.search({ parameters: [0], optimizer: update.init([0]) }, [3]);
 * // It begins by solving for the direction.
 * strictEqual(search.kind === 'asks' && search.question.kind, 'curvature');
 * ```
 */
export const trustRegion = (settings: TrustRegionSettings): OuterUpdate<OptimizerState> => {
  checkSettings(settings);
  return {
    init: () => ({ step: 0, moments: [] }),
    search: searchWith(settings),
    surrogate: surrogateOf({ curvatureTrajectories: settings.curvatureTrajectories }),
  };
};

const checkSettings = (settings: TrustRegionSettings): void => {
  checkOnlyFields<TrustRegionSettings & Kinded>('trustRegion', settings, {
    kind: 'anything',
    maxKl: 'anything',
    damping: 'anything',
    conjugateGradientSteps: 'anything',
    curvatureTrajectories: 'anything',
    backtracks: 'anything',
    backtrackRatio: 'anything',
  });
  const { backtrackRatio } = settings;
  for (const field of ['maxKl', 'damping'] as const) checkPositive(field, settings[field]);
  for (const field of ['conjugateGradientSteps', 'backtracks'] as const)
    checkCount(field, settings[field], 1);
  check(
    'backtrackRatio',
    backtrackRatio > 0 && backtrackRatio < 1,
    'a number between 0 and 1',
    backtrackRatio,
  );
};

/**
 * The step does not depend on the gradient's length, so one whose square is beyond the numbers is
 * shortened.
 */
const withinSquares = (gradient: Vector): Vector =>
  dot(gradient, gradient) < Infinity ? gradient : clipByGlobalNorm(1).update(gradient, [], gradient)[0];

const searchWith =
  ({ maxKl, damping, conjugateGradientSteps, backtracks, backtrackRatio }: TrustRegionSettings) =>
  (from: Point<OptimizerState>, metaGradient: Vector): Search<OptimizerState> => {
    const gradient = withinSquares(metaGradient);
    const stay = (): Search<OptimizerState> => found({ ...from, surrogate: { gain: 0, divergence: 0 } });

    const tryLengths = (longest: Vector, tried: number): Search<OptimizerState> => {
      if (tried === backtracks) return stay();
      const parameters = add(from.parameters, scale(power(backtrackRatio, tried), longest));
      return ask({ kind: 'value', parameters }, (answer) => {
        const surrogate = readValue(answer);
        return surrogate.gain > 0 && surrogate.divergence <= maxKl
          ? found({ parameters, optimizer: { step: from.optimizer.step + 1, moments: [] }, surrogate })
          : tryLengths(longest, tried + 1);
      });
    };

    /**
     * To the border of the quadratic model, ½ xᵀ A x = δ; A x is the gradient less the residual.
     */
    const longestStep = ({ solution, residual }: Solving): Vector =>
      scale(Math.sqrt((2 * maxKl) / dot(solution, subtract(gradient, residual))), solution);

    const least = tolerance * dot(gradient, gradient);
    const isSolved = ({ residual }: Solving): boolean => dot(residual, residual) <= least;

    const solve = (solving: Solving, left: number): Search<OptimizerState> =>
      left === 0 || isSolved(solving)
        ? tryLengths(longestStep(solving), 0)
        : ask({ kind: 'curvature', direction: solving.direction }, (product) =>
            solve(solveOn(solving, axpy(damping, solving.direction, product)), left - 1),
          );

    // Nothing to solve for: also where a gradient is so small that its square is zero.
    return dot(gradient, gradient) === 0 ? stay() : solve(startSolving(gradient), conjugateGradientSteps);
  };
