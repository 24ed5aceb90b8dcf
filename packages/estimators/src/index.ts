export type { Algorithm, Debiasing, Jacobian } from './algorithm';
