export type {
  Contribution,
  Estimate,
  Job,
  MetaState,
  Metrics,
  NonFinite,
  Problem,
  ReturnEstimates,
  Returns,
} from './types';
