// The entry for browsers, which have no `workerPool`.
export type { JobFunction, JobOf, ResultOf } from './job-function';
export { sequential } from './sequential';
export {
  answerJobs,
  webWorkers,
  type WebAnswer,
  type WebWorker,
  type WebWorkers,
  type WebWorkerScope,
  type WebWorkersOptions,
} from './web-workers';
