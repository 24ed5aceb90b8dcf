// The entry for browsers, which have no `workerPool`.
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
