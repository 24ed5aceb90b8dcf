export { sequential } from './sequential';
export { workerPool, type WorkerPool, type WorkerPoolOptions } from './worker-pool';
