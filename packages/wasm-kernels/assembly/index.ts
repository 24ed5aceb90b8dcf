/** The exports of the compiled module. Sizes count float32 values, addresses count bytes. */
export {
  eluDerivative,
  eluSecondDerivative,
  leakyReluDerivative,
  softplusDerivative,
  softplusSecondDerivative,
} from './activations';
export {
  add,
  addScaled,
  multiply,
  reluDerivative,
  subtract,
  tanhDerivative,
  tanhSecondDerivative,
} from './elementwise';
export { exp, relu, tanh } from './functions';
export { matMul, matMulScratch } from './matmul';
export {
  addBias,
  addBiasElu,
  addBiasLeakyRelu,
  addBiasRelu,
  addBiasSoftplus,
  addBiasTanh,
  addScaledRows,
  columnSums,
  rowDots,
  rowSums,
  scaleRows,
} from './rows';
export { regroupRows, transpose } from './transpose';
