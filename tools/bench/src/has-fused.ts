import { checkArithmetic, fusedArithmetic } from '@sgmrl/policies-tfjs';
import * as E from 'fp-ts/lib/Either.js';

/** Whether this Node has fused multiply-add. */
export const hasFused = (): boolean => E.isRight(checkArithmetic(fusedArithmetic));
