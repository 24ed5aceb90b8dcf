export type { Differentials, Policy, StateActions } from './policy';
export { fromThree } from './from-three';
export type { ThreeDifferentials } from './from-three';
export { tabularSoftmax } from './tabular-softmax';
export { initializeBackend } from './backend';
export type { BackendError, WasmBackendReady } from './backend';
export { fromLogProbability } from './from-log-probability';
export type { TensorLogProbability } from './from-log-probability';
