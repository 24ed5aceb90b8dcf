import type { Matrix, Vector } from '@sgmrl/vector';
import { checkSpec } from './check-spec';
import { constant, exponential, multiple, product, total, variable, type Jet } from './jet';
import { linearQuadratic, LinearQuadraticSpec, type LinearQuadraticTask } from './linear-quadratic';

/** J(θ), ∇J(θ) and ∇²J(θ). */
export interface ReturnDerivatives {
  /** J(θ), exact up to rounding. */
  readonly value: number;
  /** ∇J(θ) in R^d. */
  readonly gradient: Vector;
  /** ∇²J(θ): d × d, symmetric. */
  readonly hessian: Matrix;
}

/** A matrix of jets: rows of entries. */
type JetMatrix = readonly (readonly Jet[])[];

const check = (what: string, fits: boolean, expected: string, found: unknown): void => {
  if (!fits)
    throw new RangeError(`linearQuadraticReturn: ${what}: expected ${expected}, found ${String(found)}`);
};

/** W, b and σ² as jets in all entries of θ. */
const policyOf = (parameters: Vector, n: number) => {
  const d = parameters.length;
  const at = (i: number): Jet => variable(parameters[i], i, d);
  const row = <A>(entry: (i: number) => A): readonly A[] => Array.from({ length: n }, (_, i) => entry(i));
  return {
    weights: row((i) => row((j) => at(i * n + j))),
    bias: row((j) => at(n * n + j)),
    variances: row((j) => exponential(multiple(2, at(n * n + n + j)))),
  };
};

/**
 * The discounted return of a linear Gaussian policy in {@link linearQuadratic}, and its first and
 * second derivatives, exact up to rounding. The policy is a = x W + b + σ ε, ε standard normal; θ
 * holds W row by row, b and φ = log σ, n² + 2n numbers: as a `gaussianMlp` of `policies-tfjs`
 * without hidden layers does. With M = decay · I + gain · W, mean m and covariance C of x,
 *
 *     m' = m M + gain · b,    C' = Mᵀ C M + gain² diag σ² + noise² I,
 *     E r = −‖m' − goal‖² − tr C' − actionCost (‖m W + b‖² + tr Wᵀ C W + Σ_j σ_j²),
 *
 * and J = Σ_h γ^h E r_h. The recursion is run on numbers that carry their derivatives with them.
 *
 * @throws RangeError unless spec, task, discount and the number of parameters fit.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { linearQuadraticDefault, linearQuadraticReturn } from '@sgmrl/environments';
 * const spec = { ...linearQuadraticDefault, dimension: 1, horizon: 1, startDeviation: 0, noise: 0, actionCost: 0 };
 * // One step from 0: J = −(gain · b − goal)² − gain² σ².
 * const { value, gradient, hessian } = linearQuadraticReturn(spec, { goal: [1], gain: 0.5 }, 1)([0, 1, 0]);
 * ok(Math.abs(value + 0.25 + 0.25) < 1e-15);
 * ok(Math.abs(gradient[1] - 0.5) < 1e-15);
 * ok(Math.abs(hessian.data[4] + 0.5) < 1e-15);
 * ```
 */
export const linearQuadraticReturn = (
  spec: LinearQuadraticSpec,
  task: LinearQuadraticTask,
  discount: number,
): ((parameters: Vector) => ReturnDerivatives) => {
  checkSpec('linear-quadratic', LinearQuadraticSpec, spec);
  const { dimension: n, horizon } = spec;
  check(
    'task',
    linearQuadratic(spec).task.is(task),
    `a goal of ${String(n)} numbers and a gain`,
    JSON.stringify(task),
  );
  check('discount', discount > 0 && discount <= 1, 'a number above 0, at most 1', discount);
  const d = n * n + 2 * n;
  return (parameters) => {
    check('parameters', parameters.length === d, `${String(d)} numbers`, parameters.length);
    const step = expectedStep(spec, task, parameters);
    const entries = Array.from({ length: n }, (_, i) => i);
    let mean: readonly Jet[] = entries.map(() => constant(0, d));
    let covariance: JetMatrix = entries.map((i) =>
      entries.map((j) => constant(i === j ? spec.startDeviation * spec.startDeviation : 0, d)),
    );
    let sum = constant(0, d);
    for (let h = 0, factor = 1; h < horizon; h++, factor *= discount) {
      const next = step(mean, covariance);
      ({ mean, covariance } = next);
      sum = total([sum, multiple(factor, next.reward)], d);
    }
    return {
      value: sum.value,
      gradient: sum.gradient,
      hessian: { rows: d, columns: d, data: sum.hessian },
    };
  };
};

/** One step of mean and covariance, and the reward that it is expected to bring. */
const expectedStep = (
  { dimension: n, decay, noise, actionCost }: LinearQuadraticSpec,
  { goal, gain }: LinearQuadraticTask,
  parameters: Vector,
) => {
  const d = parameters.length;
  const { weights, bias, variances } = policyOf(parameters, n);
  const entries = Array.from({ length: n }, (_, i) => i);
  const plus = (...of: readonly Jet[]): Jet => total(of, d);
  const number = (x: number): Jet => constant(x, d);
  const closed = weights.map((row, i) =>
    row.map((w, j) => plus(number(i === j ? decay : 0), multiple(gain, w))),
  );
  /** x A + y */
  const affine = (x: readonly Jet[], a: JetMatrix, y: readonly Jet[]): readonly Jet[] =>
    entries.map((j) => plus(y[j], ...entries.map((i) => product(x[i], a[i][j]))));
  /** Aᵀ C A */
  const congruent = (a: JetMatrix, c: JetMatrix): JetMatrix => {
    const ca = entries.map((i) => entries.map((j) => plus(...entries.map((k) => product(c[i][k], a[k][j])))));
    return entries.map((i) => entries.map((j) => plus(...entries.map((k) => product(a[k][i], ca[k][j])))));
  };
  const squares = (x: readonly Jet[]): readonly Jet[] => x.map((one) => product(one, one));
  const diagonal = (c: JetMatrix): readonly Jet[] => entries.map((i) => c[i][i]);
  return (before: readonly Jet[], spread: JetMatrix) => {
    const action = affine(before, weights, bias);
    const mean = affine(
      before,
      closed,
      bias.map((b) => multiple(gain, b)),
    );
    const covariance = congruent(closed, spread).map((row, i) =>
      row.map((c, j) => (i === j ? plus(c, multiple(gain * gain, variances[i]), number(noise * noise)) : c)),
    );
    const distance = [...squares(mean.map((m, i) => plus(m, number(-goal[i])))), ...diagonal(covariance)];
    const effort = [...squares(action), ...diagonal(congruent(weights, spread)), ...variances];
    return {
      mean,
      covariance,
      reward: multiple(-1, plus(...distance, multiple(actionCost, plus(...effort)))),
    };
  };
};
