export type { Vector } from './vector';
export { map, zeros } from './vector';
export { add, axpy, negate, scale, subtract, zipWith } from './arithmetic';
export { allFinite, dot, firstNonFinite, mean, meanOf, norm, total, sumOf } from './reduce';
export { additiveGroup, eqVector, equals } from './instances';
export type { Matrix } from './matrix';
export { matrix, matrixFromRows, row } from './matrix';
