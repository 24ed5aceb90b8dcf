export type { Differentials, Policy, StateActions } from './policy';
export { fromThree } from './from-three';
export type { ThreeDifferentials } from './from-three';
export { tabularSoftmax } from './tabular-softmax';
