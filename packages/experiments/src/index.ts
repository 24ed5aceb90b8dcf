export { nearest } from './nearest';
export { parseJson } from './parse-json';
export type { MalformedJson } from './parse-json';
export { applySettings } from './set-path';
export type { InvalidSetting } from './set-path';
