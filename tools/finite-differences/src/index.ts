export { distance } from './distance';
export { derivativeAlong, gradient, hessianVector } from './finite-differences';
