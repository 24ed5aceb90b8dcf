export type { Problem } from './problem';
export { initialState, type MetaState } from './state';
export { plan, type Job } from './job';
export { run, type Contribution } from './run';
export { finish, type Metrics } from './finish';
export { iterate, train, type JobMap } from './train';
export { evaluateTask, planEvaluation } from './evaluate';
export { estimate, type Estimate, type ReturnEstimates, type Returns } from './returns';
export { describeNonFinite, type NonFinite } from './non-finite';
