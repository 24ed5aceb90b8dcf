import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { distance } from '@sgmrl/finite-differences';
import { startBackend } from '../testing/backend';
import { differentiableOperations } from './differentiable';
import { recorded } from './tape';

/** What an operation makes of a 2×3 matrix, as numbers one after another. */
type Values = (x: readonly number[]) => ArrayLike<number>;

interface Row {
  /** The operation that the row is about. */
  readonly of: string;
  readonly f: (x: tf.Tensor2D) => tf.Tensor;
  /** The same in float64. Without it, f is piecewise a polynomial of degree two at most. */
  readonly reference?: Values;
  readonly at?: readonly number[];
}

/** Dyadic, without ties, so that sums, products and differences of a few are exact in float32. */
const dyadic = [0.25, -0.5, 1, -0.75, 1.25, 0.5];
const anywhere = [0.3, -0.7, 1.1, -1.6, 2.3, -0.2];
const positive = [0.3, 0.7, 1.1, 1.6, 2.3, 0.2];
const insideOne = [0.3, -0.7, 0.1, -0.6, 0.8, -0.2];
const aboveOne = [1.3, 1.7, 2.1, 3.6, 2.3, 1.2];

const elementwise = (
  of: string,
  f: (x: tf.Tensor2D) => tf.Tensor,
  reference: (x: number) => number,
  at = anywhere,
): Row => ({ of, f, reference: (x) => x.map(reference), at });

const exact = (of: string, f: (x: tf.Tensor2D) => tf.Tensor, at = dyadic): Row => ({ of, f, at });

const smooth = (of: string, f: (x: tf.Tensor2D) => tf.Tensor, reference: Values, at = anywhere): Row => ({
  of,
  f,
  reference,
  at,
});

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** 2/√π Σ_n (−1)ⁿ x^(2n+1)/(n! (2n + 1)), whose terms are small enough for |x| < 3. */
const erf = (x: number): number => {
  let [term, sum] = [x, x];
  for (let n = 1; n < 60; n += 1) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};

const scale = 1.0507009873554805;
const scaleAlpha = 1.7580993408473768;

const elementwiseRows: readonly Row[] = [
  elementwise('abs', tf.abs, Math.abs),
  elementwise('acos', tf.acos, Math.acos, insideOne),
  elementwise('acosh', tf.acosh, Math.acosh, aboveOne),
  elementwise('asin', tf.asin, Math.asin, insideOne),
  elementwise('asinh', tf.asinh, Math.asinh),
  elementwise('atan', tf.atan, Math.atan),
  elementwise('atanh', tf.atanh, Math.atanh, insideOne),
  elementwise(
    'clipByValue',
    (x) => tf.clipByValue(x, -1, 1),
    (x) => Math.min(Math.max(x, -1), 1),
  ),
  elementwise('cos', tf.cos, Math.cos),
  elementwise('cosh', tf.cosh, Math.cosh),
  elementwise('elu', tf.elu, (x) => (x > 0 ? x : Math.expm1(x))),
  elementwise('erf', tf.erf, erf),
  elementwise('exp', tf.exp, Math.exp),
  elementwise('expm1', tf.expm1, Math.expm1),
  elementwise(
    'leakyRelu',
    (x) => tf.leakyRelu(x, 0.25),
    (x) => (x > 0 ? x : 0.25 * x),
  ),
  elementwise('log', tf.log, Math.log, positive),
  elementwise('log1p', tf.log1p, Math.log1p, insideOne),
  elementwise('logSigmoid', tf.logSigmoid, (x) => -Math.log1p(Math.exp(-x))),
  elementwise('neg', tf.neg, (x) => -x),
  elementwise('reciprocal', tf.reciprocal, (x) => 1 / x, aboveOne),
  elementwise('relu', tf.relu, (x) => Math.max(x, 0)),
  elementwise(
    'relu6',
    (x) => tf.relu6(tf.mul(3, x)),
    (x) => Math.min(Math.max(3 * x, 0), 6),
  ),
  elementwise('rsqrt', tf.rsqrt, (x) => 1 / Math.sqrt(x), aboveOne),
  elementwise('selu', tf.selu, (x) => (x > 0 ? scale * x : scaleAlpha * Math.expm1(x))),
  elementwise('sigmoid', tf.sigmoid, sigmoid),
  elementwise('sin', tf.sin, Math.sin),
  elementwise('sinh', tf.sinh, Math.sinh),
  elementwise('softplus', tf.softplus, (x) => Math.log1p(Math.exp(x))),
  elementwise('sqrt', tf.sqrt, Math.sqrt, positive),
  elementwise('square', tf.square, (x) => x * x),
  elementwise('tan', tf.tan, Math.tan, insideOne),
  elementwise('tanh', tf.tanh, Math.tanh),
];

/** The first row of a matrix, to be broadcast, or its transpose. */
const first = (x: tf.Tensor2D): tf.Tensor2D => tf.slice(x, [0, 0], [1, 3]);
const turned = (x: tf.Tensor2D): tf.Tensor2D => tf.reshape(x, [3, 2]);
const firstOf = (x: readonly number[], i: number): number => x[i % 3];

const arithmeticRows: readonly Row[] = [
  exact('add', (x) => tf.add(tf.square(x), first(x))),
  exact('addN', (x) => tf.addN([x, tf.square(x), x])),
  smooth(
    'atan2',
    (x) => tf.atan2(x, tf.add(first(x), 3)),
    (x) => x.map((a, i) => Math.atan2(a, firstOf(x, i) + 3)),
  ),
  smooth(
    'div',
    (x) => tf.div(x, tf.add(first(x), 3)),
    (x) => x.map((a, i) => a / (firstOf(x, i) + 3)),
  ),
  exact('maximum', (x) => tf.maximum(x, tf.sub(first(x), 0.25))),
  exact('maximum', (x) => tf.maximum(tf.neg(first(x)), x), [0.25, -0.5, 1, -0.75, 1.25, 0.125]),
  exact('minimum', (x) => tf.minimum(x, tf.sub(first(x), 0.25))),
  exact('mul', (x) => tf.mul(x, first(x))),
  exact('mul', (x) => tf.mul(x, x)),
  smooth('pow', (x) => tf.pow(x, 3), (x) => x.map((a) => a ** 3)), // prettier-ignore
  smooth(
    'pow',
    (x) => tf.pow(x, first(x)),
    (x) => x.map((a, i) => a ** firstOf(x, i)),
    positive,
  ),
  exact('prelu', (x) => tf.prelu(x, tf.slice(x, [1, 0], [1, 3]))),
  exact('squaredDifference', (x) => tf.squaredDifference(first(x), x)),
  exact('sub', (x) => tf.sub(first(x), tf.square(x))),
];

const reductionRows: readonly Row[] = [
  exact('sum', (x) => tf.sum(tf.square(x), 1)),
  exact('sum', (x) => tf.mul(x, tf.sum(x, 0, true))),
  exact('sum', (x) => tf.mul(x, tf.sum(x))),
  exact('mean', (x) => tf.mul(x, tf.mean(tf.reshape(x, [3, 1, 2]), [0, -1]))),
  exact('mean', (x) => tf.mean(tf.reshape(tf.pad(x, [[0, 0], [0, 1]]), [2, 4]), 1, true)), // prettier-ignore
  exact('max', (x) => tf.mul(tf.max(x, 1, true), x)),
  exact('max', (x) => tf.mul(tf.max(x), x)),
  exact('min', (x) => tf.mul(tf.min(x, [0], true), x)),
  exact('cumsum', (x) => tf.cumsum(tf.square(x), 1)),
  exact('cumsum', (x) => tf.mul(x, tf.cumsum(x, 0, true, true))),
  smooth(
    'logSumExp',
    (x) => tf.sub(x, tf.logSumExp(x, 1, true)),
    (x) => x.map((a, i) => a - Math.log(rowOf(x, i).reduce((sum, b) => sum + Math.exp(b), 0))),
  ),
  smooth(
    'norm',
    (x) => tf.norm(x, 'euclidean', 1),
    (x) => [Math.hypot(...rowOf(x, 0)), Math.hypot(...rowOf(x, 3))],
  ),
];

const rowOf = (x: readonly number[], i: number): readonly number[] => (i < 3 ? x.slice(0, 3) : x.slice(3));

const rearrangementRows: readonly Row[] = [
  exact('cast', (x) => tf.mul(tf.cast(x, 'float32'), x)),
  exact('clone', (x) => tf.mul(tf.clone(x), x)),
  exact('concat', (x) => tf.mul(tf.concat([x, first(x)], 0), tf.concat([first(x), x], -2))),
  exact('concat', (x) => tf.concat([x, tf.square(x), tf.slice(x, [0, 1], [2, 1])], 1)),
  exact('expandDims', (x) => tf.mul(tf.expandDims(x, 1), tf.expandDims(x, -3))),
  exact('squeeze', (x) => tf.mul(tf.squeeze(tf.expandDims(x, 1)), x)),
  exact('reshape', (x) => tf.matMul(turned(x), x)),
  exact('transpose', (x) => tf.matMul(tf.transpose(x), x)),
  exact('transpose', (x) => tf.transpose(tf.reshape(tf.square(x), [2, 1, 3]), [2, 0, 1])),
  exact('slice', (x) => tf.mul(tf.slice(x, [0, 1], [2, -1]), tf.slice(x, [0, 0], [-1, 2]))),
  exact('pad', (x) => tf.pad(tf.square(x), [[1, 0], [0, 2]])), // prettier-ignore
  exact('stack', (x) => tf.stack([x, tf.square(x)], 1)),
  exact('stack', (x) => tf.stack([x, tf.square(x)], -1)),
  exact('unstack', (x) => tf.mul(tf.unstack(x, 1)[2], tf.unstack(x, -1)[0])),
  exact('split', (x) => tf.mul(tf.split(x, [1, 2], 1)[1], tf.split(x, 3, 1)[0])),
  exact('tile', (x) => tf.mul(tf.tile(x, [3, 2]), tf.concat([tf.tile(x, [3, 1]), tf.ones([6, 3])], 1))),
  exact('tile', (x) => tf.tile(tf.square(tf.reshape(x, [2, 1, 3])), [1, 4, 2])),
  exact('broadcastTo', (x) => tf.mul(tf.broadcastTo(first(x), [4, 2, 3]), x)),
  exact('reverse', (x) => tf.mul(tf.reverse(x, 1), x)),
];

const choiceRows: readonly Row[] = [
  exact('where', (x) => tf.where(tf.greater(x, 0), tf.square(x), tf.neg(x))),
  exact('where', (x) => tf.where(tf.tensor2d([1, 0], [2, 1], 'bool'), x, tf.square(first(x)))),
  exact('gather', (x) => tf.gather(tf.square(x), [2, 0, 2, 1], 1)),
  exact('gather', (x) => tf.gather(x, tf.tensor2d([1, 0, 1, 1], [2, 2], 'int32'))),
  exact('gather', (x) => tf.gather(tf.square(x), tf.tensor2d([2, 1, 0, 0], [2, 2], 'int32'), 1, 1)),
  exact('gather', (x) => tf.gather(tf.reshape(x, [1, 3, 2]), tf.tensor1d([0, 2], 'int32'), 1)),
];

const softmaxOf: Values = (x) =>
  x.map((a, i) => Math.exp(a) / rowOf(x, i).reduce((sum, b) => sum + Math.exp(b), 0));

const productRows: readonly Row[] = [
  exact('matMul', (x) => tf.matMul(x, turned(x))),
  exact('matMul', (x) => tf.matMul(x, tf.mul(2, x), true, false)),
  exact('matMul', (x) => tf.matMul(x, tf.mul(2, x), false, true)),
  exact('matMul', (x) => tf.matMul(x, turned(x), true, true)),
  exact('matMul', (x) => tf.matMul(tf.reshape(x, [2, 1, 3]), turned(x))),
  exact('matMul', (x) => tf.matMul(turned(x), tf.reshape(x, [3, 2, 1]))),
  exact('matMul', (x) => tf.matMul(tf.reshape(x, [1, 2, 3]), tf.stack([x, tf.neg(x)]), true, false)),
  exact('dot', (x) => tf.dot(x, tf.reshape(first(x), [3]))),
  exact('outerProduct', (x) => tf.outerProduct(tf.reshape(x, [6]), tf.reshape(first(x), [3]))),
  smooth('softmax', (x) => tf.softmax(x), softmaxOf),
  smooth('logSoftmax', (x) => tf.logSoftmax(x), (x) => Array.from(softmaxOf(x), Math.log)), // prettier-ignore
  smooth(
    'logSoftmax',
    (x) => tf.logSoftmax(tf.mul(30, x)),
    (x) => {
      const y = x.map((a) => 30 * a);
      return y.map((a, i) => {
        const greatest = Math.max(...rowOf(y, i));
        return a - greatest - Math.log(rowOf(y, i).reduce((sum, b) => sum + Math.exp(b - greatest), 0));
      });
    },
    [0.03, 0.01, 0.02, 0.05, 0.04, 0.06],
  ),
];

/** Σ of those before an element of its row (axis 1) or column, or of those after it. */
const cumulative = (x: readonly number[], axis: 0 | 1, exclusive: boolean, reverse: boolean): number[] => {
  const place = (i: number): number => (axis === 1 ? i % 3 : Math.floor(i / 3));
  const line = (i: number): number => (axis === 1 ? Math.floor(i / 3) : i % 3);
  const counts = (i: number, j: number): boolean =>
    line(i) === line(j) && (reverse ? place(j) > place(i) : place(j) < place(i)) !== (!exclusive && i === j);
  return x.map((_, i) => x.reduce((sum, each, j) => (counts(i, j) ? sum + each : sum), 0));
};

const squares = (x: readonly number[]): number[] => x.map((a) => a * a);
const columnOf = (x: readonly number[], j: number): readonly number[] => [x[j], x[3 + j]];
const total = (x: readonly number[]): number => x.reduce((sum, a) => sum + a, 0);

/** By plain arithmetic: attributes at their defaults, counted from the end, or beside the usual. */
const polynomial = (of: string, f: (x: tf.Tensor2D) => tf.Tensor, reference: Values): Row =>
  smooth(of, f, reference, dyadic);

const cumsumRows: readonly Row[] = [false, true].flatMap((exclusive) =>
  [false, true].flatMap((reverse) =>
    ([-2, -1, 0, 1] as const).map((axis) =>
      polynomial(
        'cumsum',
        (x) => tf.mul(x, tf.cumsum(tf.square(x), axis, exclusive, reverse)),
        (x) => {
          const sums = cumulative(squares(x), axis === 0 || axis === -2 ? 0 : 1, exclusive, reverse);
          return x.map((a, i) => a * sums[i]);
        },
      ),
    ),
  ),
);

const reductionAttributeRows: readonly Row[] = [
  polynomial('cumsum', (x) => tf.cumsum(x), (x) => cumulative(x, 0, false, false)), // prettier-ignore
  polynomial(
    'sum',
    (x) => tf.sum(tf.square(x), -1),
    (x) => [total(squares(rowOf(x, 0))), total(squares(rowOf(x, 3)))],
  ),
  polynomial(
    'sum',
    (x) => tf.sum(tf.square(x), [-2], true),
    (x) => [0, 1, 2].map((j) => total(squares(columnOf(x, j)))),
  ),
  polynomial('sum', (x) => tf.sum(tf.square(x), []), squares),
  polynomial(
    'sum',
    (x) => tf.mul(x, tf.sum(x, [1, -2], true)),
    (x) => x.map((a) => a * total(x)),
  ),
  polynomial(
    'mean',
    (x) => tf.mul(x, tf.mean(x)),
    (x) => x.map((a) => (a * total(x)) / 6),
  ),
  polynomial(
    'mean',
    (x) => tf.mul(x, tf.mean(x, -2, true)),
    (x) => x.map((a, i) => (a * total(columnOf(x, i % 3))) / 2),
  ),
  polynomial(
    'max',
    (x) => tf.mul(x, tf.max(x, -1, true)),
    (x) => x.map((a, i) => a * Math.max(...rowOf(x, i))),
  ),
  polynomial(
    'max',
    (x) => tf.max(tf.square(x), [-2, 1]),
    (x) => [Math.max(...squares(x))],
  ),
  polynomial(
    'min',
    (x) => tf.mul(x, tf.min(x, -2, true)),
    (x) => x.map((a, i) => a * Math.min(...columnOf(x, i % 3))),
  ),
  polynomial('min', (x) => tf.min(tf.square(x)), (x) => [Math.min(...squares(x))]), // prettier-ignore
  smooth('logSumExp', (x) => tf.logSumExp(x), (x) => [Math.log(total(x.map(Math.exp)))]), // prettier-ignore
  smooth(
    'logSumExp',
    (x) => tf.logSumExp(x, -1),
    (x) => [0, 3].map((i) => Math.log(total(rowOf(x, i).map(Math.exp)))),
  ),
  smooth('norm', (x) => tf.norm(x), (x) => [Math.hypot(...x)]), // prettier-ignore
  smooth(
    'norm',
    (x) => tf.norm(x, 2, -1, true),
    (x) => [0, 3].map((i) => Math.hypot(...rowOf(x, i))),
  ),
  polynomial(
    'norm',
    (x) => tf.norm(x, 1, -1),
    (x) => [0, 3].map((i) => total(rowOf(x, i).map(Math.abs))),
  ),
  polynomial(
    'norm',
    (x) => tf.norm(x, Infinity, -2),
    (x) => [0, 1, 2].map((j) => Math.max(...columnOf(x, j).map(Math.abs))),
  ),
  smooth('softmax', (x) => tf.softmax(x, 1), softmaxOf),
  smooth(
    'logSoftmax',
    (x) => tf.logSoftmax(x, 1),
    (x) => Array.from(softmaxOf(x), Math.log),
  ),
];

const whole = (indices: number[], shape: number[]): tf.Tensor => tf.tensor(indices, shape, 'int32');
const at = (x: readonly number[], ...places: readonly number[]): number[] => places.map((i) => x[i]);

const placeAttributeRows: readonly Row[] = [
  polynomial(
    'reverse',
    (x) => tf.mul(x, tf.reverse(x)),
    (x) => x.map((a, i) => a * x[5 - i]),
  ),
  polynomial(
    'reverse',
    (x) => tf.mul(x, tf.reverse(x, -1)),
    (x) => x.map((a, i) => a * at(x, 2, 1, 0, 5, 4, 3)[i]),
  ),
  polynomial(
    'reverse',
    (x) => tf.mul(x, tf.reverse(x, [-2])),
    (x) => x.map((a, i) => a * x[(i + 3) % 6]),
  ),
  polynomial('reverse', (x) => tf.mul(x, tf.reverse(x, [])), squares), // prettier-ignore
  polynomial(
    'gather',
    (x) => tf.gather(tf.square(x), whole([2, 0], [2, 1]), 1, 1),
    (x) => squares(at(x, 2, 3)),
  ),
  polynomial(
    'gather',
    (x) => tf.gather(tf.square(x), whole([2, 0], [2]), 1, 1),
    (x) => squares(at(x, 2, 3)),
  ),
  polynomial(
    'gather',
    (x) => tf.gather(tf.square(x), whole([2, 1, 0, 0], [2, 2]), -1, -1),
    (x) => squares(at(x, 2, 1, 3, 3)),
  ),
  polynomial(
    'gather',
    (x) => tf.gather(tf.square(turned(x)), whole([1, 0, 1], [3, 1]), 1, 1),
    (x) => squares(at(x, 1, 2, 5)),
  ),
  polynomial(
    'gather',
    (x) => tf.gather(tf.reshape(tf.square(x), [2, 1, 3, 1]), whole([2, 0, 1, 1], [2, 2]), -2, 1),
    (x) => squares(at(x, 2, 0, 4, 4)),
  ),
  polynomial(
    'gather',
    (x) => tf.gather(tf.square(x), whole([2, 2], [1, 2]), -1),
    (x) => squares(at(x, 2, 2, 5, 5)),
  ),
  polynomial('gather', (x) => tf.gather(tf.square(x), 1), (x) => squares(at(x, 3, 4, 5))), // prettier-ignore
  polynomial(
    'transpose',
    (x) => tf.mul(tf.transpose(x), turned(x)),
    (x) => at(x, 0, 3, 1, 4, 2, 5).map((a, i) => a * x[i]),
  ),
  polynomial(
    'transpose',
    (x) => tf.mul(tf.transpose(tf.reshape(x, [1, 2, 3]), [1, 2, 0]), tf.reshape(x, [2, 3, 1])),
    squares,
  ),
  polynomial(
    'pad',
    (x) =>
      tf.pad(
        tf.square(x),
        [
          [0, 1],
          [1, 0],
        ],
        2,
      ),
    (x) => [2, ...squares(rowOf(x, 0)), 2, ...squares(rowOf(x, 3)), 2, 2, 2, 2],
  ),
  polynomial('slice', (x) => tf.slice(tf.square(x), 1), (x) => squares(rowOf(x, 3))), // prettier-ignore
  polynomial('slice', (x) => tf.slice(tf.square(x), [0, 2]), (x) => squares(at(x, 2, 5))), // prettier-ignore
  polynomial(
    'split',
    (x) => tf.split(tf.square(x), [1, -1], -1)[1],
    (x) => squares(at(x, 1, 2, 4, 5)),
  ),
  polynomial('split', (x) => tf.split(tf.square(x), 2)[1], (x) => squares(rowOf(x, 3))), // prettier-ignore
  polynomial(
    'concat',
    (x) => tf.concat([tf.square(x), x], -1),
    (x) => [0, 3].flatMap((i) => [...squares(rowOf(x, i)), ...rowOf(x, i)]),
  ),
  polynomial('stack', (x) => tf.stack([tf.square(x), x]), (x) => [...squares(x), ...x]), // prettier-ignore
  polynomial(
    'stack',
    (x) => tf.stack([tf.square(x), x], -2),
    (x) => [0, 3].flatMap((i) => [...squares(rowOf(x, i)), ...rowOf(x, i)]),
  ),
  polynomial('unstack', (x) => tf.square(tf.unstack(x)[1]), (x) => squares(rowOf(x, 3))), // prettier-ignore
  polynomial(
    'unstack',
    (x) => tf.square(tf.unstack(x, -2)[0]),
    (x) => squares(rowOf(x, 0)),
  ),
  polynomial('expandDims', (x) => tf.square(tf.expandDims(x)), squares),
  polynomial('squeeze', (x) => tf.square(tf.squeeze(tf.expandDims(x, -1), [-1])), squares),
  polynomial('addN', (x) => tf.addN([tf.square(x)]), squares),
  polynomial(
    'leakyRelu',
    (x) => tf.leakyRelu(x),
    (x) => x.map((a) => (a > 0 ? a : 0.2 * a)),
  ),
  polynomial(
    'prelu',
    (x) => tf.prelu(x, 0.25),
    (x) => x.map((a) => (a > 0 ? a : 0.25 * a)),
  ),
  polynomial(
    'prelu',
    (x) => tf.prelu(first(x), x),
    (x) => x.map((a, i) => (firstOf(x, i) > 0 ? firstOf(x, i) : a * firstOf(x, i))),
  ),
  polynomial(
    'where',
    (x) => tf.where(tf.greater(first(x), 0), tf.square(x), x),
    (x) => x.map((a, i) => (firstOf(x, i) > 0 ? a * a : a)),
  ),
  polynomial(
    'dot',
    (x) => tf.dot(tf.reshape(x, [6]), tf.reshape(x, [6])),
    (x) => [total(squares(x))],
  ),
  polynomial(
    'dot',
    (x) => tf.dot(tf.reshape(first(x), [3]), turned(x)),
    (x) => [0, 1].map((j) => x[0] * x[j] + x[1] * x[2 + j] + x[2] * x[4 + j]),
  ),
  polynomial(
    'matMul',
    (x) => tf.matMul(tf.reshape(x, [2, 1, 3, 1]), tf.reshape(x, [3, 1, 2])),
    (x) =>
      [0, 1].flatMap((b) =>
        [0, 1, 2].flatMap((c) => [0, 1, 2].flatMap((i) => [0, 1].map((j) => x[3 * b + i] * x[2 * c + j]))),
      ),
  ),
];

const rows: readonly Row[] = [
  ...cumsumRows,
  ...reductionAttributeRows,
  ...placeAttributeRows,
  ...elementwiseRows,
  ...arithmeticRows,
  ...reductionRows,
  ...rearrangementRows,
  ...choiceRows,
  ...productRows,
];

const v = [0.5, 0.25, -0.5, 0.25, -0.25, 0.5];

/** Weights of the cubes in q(x) = Σ_k m_k f_k(x)³: no derivative of q is one of f alone. */
const weight = (k: number): number => [1, -0.5, 2, 0.5, -1][k % 5];

const cubes = (y: tf.Tensor): tf.Tensor => {
  const flat = tf.reshape(y, [-1]);
  const m = tf.tensor1d(Array.from({ length: flat.size }, (_, k) => weight(k)));
  return tf.mul(m, tf.mul(flat, tf.mul(flat, flat)));
};

/**
 * ∇q and ∇²q v from values of f: central differences, which are exact where f is a polynomial of
 * degree two.
 */
const byDifferences = (f: Values, x: readonly number[], h: number) => {
  const moved = (...steps: readonly (readonly [size: number, along: readonly number[]])[]) =>
    Array.from(f(x.map((each, i) => steps.reduce((sum, [size, along]) => sum + size * along[i], each))));
  const at = moved();
  const slopes = (along: readonly number[]) => {
    const behind = moved([-h, along]);
    return moved([h, along]).map((ahead, k) => (ahead - behind[k]) / (2 * h));
  };
  const mixed = (a: readonly number[], b: readonly number[]) => {
    const [pp, pm, mp, mm] = [
      moved([h, a], [h, b]),
      moved([h, a], [-h, b]),
      moved([-h, a], [h, b]),
      moved([-h, a], [-h, b]),
    ];
    return pp.map((each, k) => (each - pm[k] - mp[k] + mm[k]) / (4 * h * h));
  };
  const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
  const units = x.map((_, j) => x.map((_each, i) => (i === j ? 1 : 0)));
  const alongV = slopes(v);
  return {
    first: units.map((unit) => sum(slopes(unit).map((d, k) => 3 * weight(k) * at[k] ** 2 * d))),
    second: units.map((unit) => {
      const along = slopes(unit);
      const both = mixed(unit, v);
      return sum(at.map((y, k) => weight(k) * (6 * y * along[k] * alongV[k] + 3 * y ** 2 * both[k])));
    }),
  };
};

const numbers = (f: () => tf.Tensor): Float64Array => Float64Array.from(tf.tidy(() => f().dataSync()));

beforeAll(startBackend);

describe.each(rows.map((row, i) => [row.of, i, row] as const))('%s (row %i)', (_of, _i, row) => {
  const { f, reference, at = dyadic } = row;
  const x0 = (): tf.Tensor2D => tf.tensor2d([...at], [2, 3]);
  const forward: Values = (x) => numbers(() => f(tf.tensor2d([...x], [2, 3])));
  const expected = () => byDifferences(reference ?? forward, at, reference === undefined ? 2 ** -4 : 1e-3);
  const watched = (tape: Parameters<Parameters<typeof recorded>[0]>[0]) => {
    const x = x0();
    tape.watch(x);
    return { x, q: cubes(f(x)) };
  };

  it('has the values of the reference', () => {
    if (reference !== undefined) expect(distance(forward(at), reference(at))).toBeLessThan(1e-5);
  });

  it('has a first derivative', () => {
    const got = recorded((tape) =>
      numbers(() => {
        const { x, q } = watched(tape);
        return tape.gradient(q, x);
      }),
    );
    expect(distance(got, expected().first)).toBeLessThan(2e-5);
  });

  it('has a second derivative, and leaves no tensor', () => {
    const before = tf.memory().numTensors;
    const got = recorded((tape) =>
      numbers(() => {
        const { x, q } = watched(tape);
        const gradient = tape.differentiableGradient(q, x);
        return tape.gradient(tf.mul(gradient, tf.tensor2d([...v], [2, 3])), x);
      }),
    );
    expect(tf.memory().numTensors).toBe(before);
    expect(distance(got, expected().second)).toBeLessThan(1e-4);
  });
});

it('is tried for every operation that is said to be supported, and for no other', () => {
  expect([...new Set(rows.map(({ of }) => of))].sort()).toEqual([...new Set(differentiableOperations)]);
});

it('names in the README all operations that are supported', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
  const list = /<!-- operations -->([^]*)<!-- \/operations -->/.exec(readme)?.[1] ?? '';
  expect(Array.from(list.matchAll(/`(\w+)`/g), ([, name]) => name)).toEqual(differentiableOperations);
});
