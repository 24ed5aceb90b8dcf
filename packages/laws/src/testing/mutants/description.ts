import { scale } from '@sgmrl/vector';
import { gaussianLine } from '../continuous';
import type { Mutant } from './mutant';

const { initialize, dimension } = gaussianLine;

let calls = 0;
const buffer = new Float64Array(dimension);

/** Breakages of what {@link gaussianLine} says of itself, and of its first parameters. */
export const descriptionMutants: readonly Mutant[] = [
  ['has a block too few', 'blocks', { blocks: [{ name: 'mean', shape: [2, 2] }] }],
  ['has a block too large', 'blocks', { blocks: [{ name: 'all', shape: [7] }] }],
  [
    'has blocks of one name',
    'blocks',
    {
      blocks: [
        { name: 'half', shape: [3] },
        { name: 'half', shape: [3] },
      ],
    },
  ],
  ['has a block of no shape', 'blocks', { blocks: [{ name: 'all', shape: [-2, -3] }] }],
  ['claims one action', 'spaces', { actionSpace: { kind: 'box', low: [-Infinity] } }],
  ['claims to observe indices', 'spaces', { observationSpace: { kind: 'discrete', size: 2 } }],
  [
    'starts with a number too few',
    'initial parameters',
    { initialize: (key) => Array.from(initialize(key)).slice(1) },
  ],
  [
    'starts with a number too many',
    'initial parameters',
    { initialize: (key) => [...Array.from(initialize(key)), 0] },
  ],
  ['starts with NaN', 'initial parameters', { initialize: (key) => Array.from(initialize(key), Math.sqrt) }],
  [
    'starts elsewhere each time',
    'initial parameters',
    { initialize: (key) => scale(++calls, initialize(key)) },
  ],
  [
    'starts in one buffer',
    'initial parameters',
    {
      initialize: (key) => {
        buffer.set(Array.from(initialize(key)));
        return buffer;
      },
    },
  ],
  ['claims a dimension that is none', 'initial parameters', { dimension: 6.5 }],
];
