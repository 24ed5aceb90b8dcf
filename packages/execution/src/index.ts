export { sequential } from './sequential';
export { patience, workerPool, type Patience, type Silence, type WorkerPool, type WorkerPoolOptions } from './worker-pool';
