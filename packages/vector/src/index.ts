export type { Vector } from './vector';
export type { Matrix } from './matrix';
