export { command } from './command';
export { loopbackWorker } from './scale/loopback-worker';
export { scaleCommand } from './scale/command';
export { serve } from './serve';
