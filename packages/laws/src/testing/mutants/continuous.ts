import { gaussianLine } from '../continuous';
import { derivativeMutants } from './derivatives';
import { descriptionMutants } from './description';
import { drawMutants } from './draws';
import { endsEarly } from './ends-early';
import { logProbabilityMutants } from './log-probabilities';
import { modeMutants } from './mode';
import type { Mutant } from './mutant';

/** Breakages of a normal distribution in R² with a straight line for its mean. */
export const continuousMutants: readonly Mutant[] = [
  ...drawMutants,
  ...endsEarly(gaussianLine),
  ...logProbabilityMutants,
  ...modeMutants,
  ...descriptionMutants,
  ...derivativeMutants,
];
