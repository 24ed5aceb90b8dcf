import type { Leaf } from './leaf';
import { leafDescriptions } from './leaf-descriptions';
import { leafNumbers } from './leaf-numbers';

/** The leaves beside curvature and pairs, by name: what they compute, and what is known of them. */
export const leaves: Readonly<Record<keyof typeof leafNumbers, Leaf>> = {
  value: { ...leafNumbers.value, ...leafDescriptions.value },
  'others-return': { ...leafNumbers['others-return'], ...leafDescriptions['others-return'] },
  influence: { ...leafNumbers.influence, ...leafDescriptions.influence },
  'left-out': { ...leafNumbers['left-out'], ...leafDescriptions['left-out'] },
  remainder: { ...leafNumbers.remainder, ...leafDescriptions.remainder },
  'group-influence': { ...leafNumbers['group-influence'], ...leafDescriptions['group-influence'] },
};
