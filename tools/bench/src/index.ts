export { command } from './command';
export { serve } from './serve';
