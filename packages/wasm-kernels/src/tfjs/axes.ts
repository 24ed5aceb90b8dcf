import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number');

/**
 * The axes of a reduction in rising order, counted from the front: all of them if none are given.
 */
export const axesOf = (axis: NamedAttrMap[string], shape: number[]): readonly number[] => {
  const given = typeof axis === 'number' || isNumbers(axis) ? axis : shape.map((_, i) => i);
  return [...util.parseAxisParam(given, shape)].sort((i, j) => i - j);
};

/** The shape of what a reduction leaves. */
export const reducedShape = (
  shape: readonly number[],
  axes: readonly number[],
  keepDims: boolean,
): number[] =>
  keepDims
    ? shape.map((size, i) => (axes.includes(i) ? 1 : size))
    : shape.filter((_, i) => !axes.includes(i));
