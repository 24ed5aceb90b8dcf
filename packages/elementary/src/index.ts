export { atan } from './atan';
export { exp } from './exp';
export { expm1 } from './expm1';
export { log } from './log';
export { log1p } from './log1p';
export { power } from './power';
export { cos, sin, tan } from './sin-cos';
export { square } from './square';
