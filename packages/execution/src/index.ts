export * from './browser';
export {
  workerPool,
  type Patience,
  type Silence,
  type WorkerPool,
  type WorkerPoolOptions,
} from './worker-pool';
