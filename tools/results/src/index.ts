export { readResult } from './read';
export { csv, curveTable, endTable, type RunResult } from './table';
