export type { Key } from './key';
export { foldIn, key, split } from './key';
export { threefry2x32 } from './threefry';
export { bits } from './bits';
export { uniform, uniformBetween } from './uniform';
export { normal } from './normal';
export { categorical } from './categorical';
export { quantileIndex } from './quantile-index';
export { permutation } from './permutation';
