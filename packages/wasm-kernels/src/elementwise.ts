import type { HeapMatrix } from './heap-matrix';
import { addressOf, expectShape } from './heap-matrix';
import type { Kernels } from './kernels';

/** target = f(x), element by element. */
type Unary = (x: HeapMatrix, target: HeapMatrix) => void;
/** target = f(x, y), element by element. */
type Binary = (x: HeapMatrix, y: HeapMatrix, target: HeapMatrix) => void;
/** target = f(y, ẏ, dy, ḋy), element by element. */
type Quaternary = (
  y: HeapMatrix,
  tangentY: HeapMatrix,
  dy: HeapMatrix,
  tangentDy: HeapMatrix,
  target: HeapMatrix,
) => void;

/** Operations element by element, on matrices of equal shape. The target may be a source. */
export interface Elementwise {
  /** tanh x: error ≤ 1.6e−7, odd, ±1 from |x| ≥ 9.02 on, NaN where x is NaN. */
  readonly tanh: Unary;
  /** e^x, within one unit in the last place; denormal results are kept. */
  readonly exp: Unary;
  /** max(x, 0), NaN where x is NaN. */
  readonly relu: Unary;
  /** x + y. */
  readonly add: Binary;
  /** x − y. */
  readonly subtract: Binary;
  /** x y, element by element. */
  readonly multiply: Binary;
  /** target = target + factor · x. */
  readonly addScaled: (factor: number, x: HeapMatrix, target: HeapMatrix) => void;
  /** (1 − y²) dy: back through y = tanh x, or a tangent forward through it. */
  readonly tanhDerivative: Binary;
  /** dy where y > 0, else 0: back through y = max(x, 0), or a tangent forward through it. */
  readonly reluDerivative: Binary;
  /** dy where y > 0, else (y + 1) dy: back through y = elu x, or a tangent forward through it. */
  readonly eluDerivative: Binary;
  /** dy where y > 0, else 0.01 dy: back through a leaky ReLU, or a tangent forward through it. */
  readonly leakyReluDerivative: Binary;
  /** (1 − e^−y) dy: back through y = log(1 + e^x), or a tangent forward through it. */
  readonly softplusDerivative: Binary;
  /**
   * (1 − y²) ḋy − 2 y ẏ dy: the tangent of (1 − y²) dy, where ẏ is the tangent of y and ḋy that of
   * dy.
   */
  readonly tanhSecondDerivative: Quaternary;
  /** ḋy where y > 0, else (y + 1) ḋy + ẏ dy: the tangent of {@link eluDerivative}. */
  readonly eluSecondDerivative: Quaternary;
  /** (1 − e^−y) ḋy + e^−y ẏ dy: the tangent of {@link softplusDerivative}. */
  readonly softplusSecondDerivative: Quaternary;
}

const like = (what: string, x: HeapMatrix, target: HeapMatrix): void =>
  expectShape(what, x, target.rows, target.columns);

const count = (matrix: HeapMatrix): number => matrix.rows * matrix.columns;

const unary =
  (kernel: Kernels['tanh']): Unary =>
  (x, target) => {
    like('the source', x, target);
    kernel(addressOf(target), addressOf(x), count(target));
  };

const binary =
  (kernel: Kernels['add']): Binary =>
  (x, y, target) => {
    like('the first source', x, target);
    like('the second source', y, target);
    kernel(addressOf(target), addressOf(x), addressOf(y), count(target));
  };

const quaternary =
  (kernel: Kernels['tanhSecondDerivative']): Quaternary =>
  (y, tangentY, dy, tangentDy, target) => {
    like('y', y, target);
    like('the tangent of y', tangentY, target);
    like('dy', dy, target);
    like('the tangent of dy', tangentDy, target);
    kernel(
      addressOf(target),
      addressOf(y),
      addressOf(tangentY),
      addressOf(dy),
      addressOf(tangentDy),
      count(target),
    );
  };

export const elementwiseOn = (kernels: Kernels): Elementwise => ({
  tanh: unary(kernels.tanh),
  exp: unary(kernels.exp),
  relu: unary(kernels.relu),
  add: binary(kernels.add),
  subtract: binary(kernels.subtract),
  multiply: binary(kernels.multiply),
  addScaled: (factor, x, target) => {
    like('the source', x, target);
    kernels.addScaled(addressOf(target), addressOf(x), factor, count(target));
  },
  tanhDerivative: binary(kernels.tanhDerivative),
  reluDerivative: binary(kernels.reluDerivative),
  eluDerivative: binary(kernels.eluDerivative),
  leakyReluDerivative: binary(kernels.leakyReluDerivative),
  softplusDerivative: binary(kernels.softplusDerivative),
  tanhSecondDerivative: quaternary(kernels.tanhSecondDerivative),
  eluSecondDerivative: quaternary(kernels.eluSecondDerivative),
  softplusSecondDerivative: quaternary(kernels.softplusSecondDerivative),
});
