export { soakCommand } from './command';
